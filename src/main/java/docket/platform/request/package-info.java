/** What callers send, and how it is refused: arguments, global ids, error codes. */
@NullMarked
package docket.platform.request;

import org.jspecify.annotations.NullMarked;

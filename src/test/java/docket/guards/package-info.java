/** The house rules as tests; each has been seen to fail. */
@NullMarked
package docket.guards;

import org.jspecify.annotations.NullMarked;

/** What Docket does from the command line instead of serving. */
@NullMarked
package docket.platform.command;

import org.jspecify.annotations.NullMarked;

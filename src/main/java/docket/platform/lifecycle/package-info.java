/** What may happen to things that have a life cycle: read from the table that the database's own triggers hold everybody to. */
@NullMarked
package docket.platform.lifecycle;

import org.jspecify.annotations.NullMarked;

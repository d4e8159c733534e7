/** What every test stands on: one PostgreSQL per run, the application on it, and a client that speaks as the consoles do. */
@NullMarked
package docket.testing;

import org.jspecify.annotations.NullMarked;

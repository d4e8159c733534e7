/** The same for many: planned, looked at, applied by who planned it, and undone. Features have the tables and say what is done; here is what all of them promise. */
@NullMarked
package docket.platform.bulk;

import org.jspecify.annotations.NullMarked;

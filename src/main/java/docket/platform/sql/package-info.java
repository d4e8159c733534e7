/** The one way to the database for queries: rows as records, filtered and ordered lists, keyset pages. Knows no feature. */
@NullMarked
package docket.platform.sql;

import org.jspecify.annotations.NullMarked;

/** Lists that can be filtered, ordered and paged by keyset; from the arguments of a connection to its SQL. Knows no feature. */
@NullMarked
package docket.platform.listing;

import org.jspecify.annotations.NullMarked;

/** How much a caller may still spend: an account of points that refills, shared by all servers of one database. */
@NullMarked
package docket.platform.budget;

import org.jspecify.annotations.NullMarked;

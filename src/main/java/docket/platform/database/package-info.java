/** Which PostgreSQL Docket runs on: the embedded one that it starts and stops itself, or a configured one; and the pools on it. */
@NullMarked
package docket.platform.database;

import org.jspecify.annotations.NullMarked;

/** How fast Docket is: measured beside hand-written SQL of the same rows and, if asked for, PostGraphile. */
@NullMarked
package docket.bench;

import org.jspecify.annotations.NullMarked;

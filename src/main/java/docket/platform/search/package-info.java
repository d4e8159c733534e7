/** Text search: which rows match what a person typed, how well, and the part of the text that shows it. Knows no feature. */
@NullMarked
package docket.platform.search;

import org.jspecify.annotations.NullMarked;

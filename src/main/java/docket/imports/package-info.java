/** Published decisions of other platforms: files of DSA statements of reasons become cases and decisions, with where they came from. */
@NullMarked
package docket.imports;

import org.jspecify.annotations.NullMarked;

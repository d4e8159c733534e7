@NullMarked
package docket.imports;

import org.jspecify.annotations.NullMarked;

@NullMarked
package docket.demo;

import org.jspecify.annotations.NullMarked;

/** Published decisions of other platforms: files of DSA statements of reasons become cases and decisions, with where they came from. */
@ApplicationModule(allowedDependencies = {"platform", "cases", "decisions"})
@NullMarked
package docket.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

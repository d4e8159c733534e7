/** Decisions with the context they were taken in, and the measures that follow from them. */
@ApplicationModule(allowedDependencies = {"platform", "vendors", "policies", "sops", "cases", "subjects"})
@NullMarked
package docket.decisions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

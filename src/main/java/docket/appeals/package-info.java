/** Objections to decisions, what became of them, and disputes before outside bodies. */
@ApplicationModule(allowedDependencies = {"platform", "subjects", "vendors", "cases", "decisions"})
@NullMarked
package docket.appeals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Second looks at decisions: plans, samples, audits and what they found. */
@ApplicationModule(allowedDependencies = {"platform", "vendors", "sops", "cases", "decisions"})
@NullMarked
package docket.quality;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** How to decide: standard operating procedures, their versions and steps, and who has read what changed. */
@ApplicationModule(allowedDependencies = {"platform", "policies", "vendors"})
@NullMarked
package docket.sops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Questions that a reviewer cannot answer alone, and the rulings on them. */
@ApplicationModule(allowedDependencies = {"platform", "vendors", "policies", "cases", "appeals"})
@NullMarked
package docket.escalations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

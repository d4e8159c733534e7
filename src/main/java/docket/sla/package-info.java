/** What is promised by when: calendars, policies, and the clocks that run. */
@ApplicationModule(allowedDependencies = {"platform", "vendors", "cases", "appeals", "escalations"})
@NullMarked
package docket.sla;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

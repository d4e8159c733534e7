/** Figures over everybody's tables, counted when they are asked for; its own tables keep what was counted of weeks that are over. */
@ApplicationModule(allowedDependencies = {"platform", "vendors", "cases"})
@NullMarked
package docket.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

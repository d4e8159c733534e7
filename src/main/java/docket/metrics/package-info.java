/** Figures over everybody's tables, counted when they are asked for; has no tables of its own. */
@ApplicationModule(allowedDependencies = {"platform", "vendors", "cases"})
@NullMarked
package docket.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Cases from report to closing: queues, routing, who holds them, and what happened to them. */
@ApplicationModule(allowedDependencies = {"platform", "access", "subjects", "vendors"})
@NullMarked
package docket.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

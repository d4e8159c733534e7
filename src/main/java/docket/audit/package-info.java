/** Who did what: the chained events, what keeps them, and how they are read and verified. */
@ApplicationModule(allowedDependencies = {"platform", "access"})
@NullMarked
package docket.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

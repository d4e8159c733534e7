/** Who does the work: outside companies, their sites and contracts, and the reviewers, in-house ones too. */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package docket.vendors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** What is forbidden and why: policies and their clauses, revision by revision. */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package docket.policies;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

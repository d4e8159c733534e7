/** What happened, in order and without gaps, for those who want to hear of it. */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package docket.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Who calls. Without tokens yet: everybody who reaches the loopback interface is the local developer. */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package docket.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

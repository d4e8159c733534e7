/** Wiring that every feature builds on, and that knows of none: open to all, imports no feature. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package docket.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

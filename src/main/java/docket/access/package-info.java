/** Who calls, and what they may ask: tokens of programs, people of an identity provider, roles and the scopes behind them. */
@ApplicationModule(allowedDependencies = {"platform", "vendors"})
@NullMarked
package docket.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

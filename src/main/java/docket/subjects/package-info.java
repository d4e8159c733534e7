/** Whom and what a case is about: sellers, creators, their listings and content, and claims of rights owners. */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package docket.subjects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

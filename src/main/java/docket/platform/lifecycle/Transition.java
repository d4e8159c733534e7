package docket.platform.lifecycle;

import docket.platform.request.Scope;
import org.jspecify.annotations.Nullable;

/**
 * One thing that may happen to something in a state.
 *
 * @param guard what has to hold beside, in words for whoever is refused; null: nothing
 * @param scope what a caller needs to bring it about; null: nobody brings it about by itself
 */
public record Transition(
        String from,
        String event,
        String to,
        @Nullable String guard,
        @Nullable Scope scope) {}

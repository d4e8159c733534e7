package docket.platform.lifecycle;

import java.util.List;
import java.util.stream.Collectors;

/** All that may happen to one kind of thing, after its beginning. */
public final class LifeCycle {
    private final List<Transition> transitions;

    LifeCycle(List<Transition> transitions) {
        this.transitions = transitions;
    }

    /** What may happen next, in the order of the names of events. */
    public List<Transition> from(String state) {
        return transitions.stream().filter(next -> next.from().equals(state)).toList();
    }

    public boolean allows(String from, String event, String to) {
        return transitions.stream()
                .anyMatch(next -> next.from().equals(from)
                        && next.event().equals(event)
                        && next.to().equals(to));
    }

    /** For whoever wanted something that is not allowed: where it stands, and what is possible. */
    public String refusal(String what, String state) {
        var possible = from(state).stream()
                .filter(next -> next.scope() != null)
                .map(Transition::event)
                .distinct()
                .collect(Collectors.joining(", "));
        return possible.isEmpty()
                ? "%s is %s: that is its end".formatted(what, state)
                : "%s is %s: possible now are %s".formatted(what, state, possible);
    }
}

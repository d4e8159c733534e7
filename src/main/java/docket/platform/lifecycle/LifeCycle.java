package docket.platform.lifecycle;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        return refusal(what, state, next -> true);
    }

    /** @param isOpen whether something that the state allows is possible as it stands */
    public String refusal(String what, String state, Predicate<Transition> isOpen) {
        var possible = events(from(state).stream().filter(next -> next.scope() != null && isOpen.test(next)));
        if (!possible.isEmpty()) {
            return "%s is %s: possible now are %s".formatted(what, state, possible);
        }
        var ahead = events(from(state).stream().filter(next -> !next.to().equals(state)));
        return ahead.isEmpty()
                ? "%s is %s: that is its end".formatted(what, state)
                : "%s is %s: nothing is done to it by itself; it goes on by %s".formatted(what, state, ahead);
    }

    private static String events(Stream<Transition> transitions) {
        return transitions.map(Transition::event).distinct().collect(Collectors.joining(", "));
    }
}

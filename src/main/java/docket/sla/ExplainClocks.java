package docket.sla;

import docket.platform.graph.FieldCall;
import docket.platform.request.GraphException;
import docket.platform.sql.Db;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code SlaClock.explain}: of clocks on cases from the events that the caller may see, of those on appeals and escalations from their own times. One
 * statement for each of both, whatever the number of clocks, and two more when a promise or a calendar has changed.
 */
@Component
class ExplainClocks {
    private static final int FIRST = 25;
    private static final int MOST = 100;
    private static final Duration FURTHEST = Duration.ofDays(3_660);

    private final Promises promises;

    ExplainClocks(Promises promises) {
        this.promises = promises;
    }

    /** One for each clock; null where it cannot be told. */
    List<@Nullable SlaExplanation> explain(List<SlaClock> clocks, FieldCall call) {
        var at = at(call);
        var cases = clocks.stream()
                .filter(ExplainClocks::isOfCase)
                .map(SlaClock::caseId)
                .collect(Collectors.toSet());
        var read = CaseClockRepository.read(call.db(), cases);
        var book = promises.of(read.edition(), call.db());
        var pauses = pauses(clocks, call.db());
        var explanations = new ArrayList<@Nullable SlaExplanation>();
        for (var clock : clocks) {
            var asOf = at == null ? Instant.now() : at;
            var events = read.events().getOrDefault(clock.caseId(), List.of());
            var promise = book.promise(clock.slaPolicyId());
            explanations.add(
                    isOfCase(clock)
                            ? ofCase(clock, promise, events, asOf)
                            : ofOther(clock, promise, pauses.getOrDefault(clock.id(), List.of()), asOf));
        }
        return explanations;
    }

    /** Whatever lies between is laid out year by year. */
    private static @Nullable Instant at(FieldCall call) {
        var at = call.arguments().optional("at", Instant.class);
        if (at != null && at.isAfter(Instant.now().plus(FURTHEST))) {
            throw GraphException.badInput(
                    "at", "'at' is %d days ahead at most, not %s".formatted(FURTHEST.toDays(), at));
        }
        return at;
    }

    private static boolean isOfCase(SlaClock clock) {
        return clock.appealId() == null && clock.escalationId() == null;
    }

    private static Map<UUID, List<SlaPause>> pauses(List<SlaClock> clocks, Db db) {
        var others = clocks.stream()
                .filter(clock -> !isOfCase(clock))
                .map(SlaClock::id)
                .collect(Collectors.toSet());
        return others.isEmpty() ? Map.of() : SlaRepository.PAUSES.load(db, others);
    }

    private static @Nullable SlaExplanation ofCase(
            SlaClock clock, Promise promise, List<CaseEvent> events, Instant asOf) {
        for (var call : CaseClockCalls.of(events)) {
            if (StoredClock.of(clock).answers(call, SlaAgreement.valueOf(clock.agreement()))) {
                return of(promise, call.signals(), call.calledAt(), asOf);
            }
        }
        return null;
    }

    private static @Nullable SlaExplanation ofOther(
            SlaClock clock, Promise promise, List<SlaPause> pauses, Instant asOf) {
        var started = clock.startedAt();
        if (started == null) {
            return null;
        }
        var signals = new ArrayList<>(List.of(Signal.of(Signal.Kind.START, started)));
        for (var pause : pauses) {
            signals.add(new Signal(Signal.Kind.PAUSE, pause.pausedAt(), pause.reason()));
            if (pause.resumedAt() != null) {
                signals.add(Signal.of(Signal.Kind.RESUME, pause.resumedAt()));
            }
        }
        if (clock.stoppedAt() != null) {
            var isCancelled = clock.status().equals(SlaStatus.CANCELLED.name());
            signals.add(Signal.of(isCancelled ? Signal.Kind.CANCEL : Signal.Kind.STOP, clock.stoppedAt()));
        }
        return of(promise, signals, started, asOf);
    }

    private static @Nullable SlaExplanation of(Promise promise, List<Signal> signals, Instant calledAt, Instant asOf) {
        if (calledAt.isAfter(asOf)) {
            return null;
        }
        var until =
                signals.stream().filter(signal -> !signal.at().isAfter(asOf)).toList();
        return SlaExplanation.of(ClockReading.read(promise, until), calledAt, asOf);
    }

    static List<SlaInterval> intervals(SlaExplanation explanation, FieldCall call) {
        var first = Objects.requireNonNullElse(call.arguments().optionalInt("first"), FIRST);
        if (first < 1 || first > MOST) {
            throw GraphException.badInput("first", "'first' takes 1 to %d, not %d".formatted(MOST, first));
        }
        return explanation.intervals(call.arguments().optional("from", Instant.class), first);
    }
}

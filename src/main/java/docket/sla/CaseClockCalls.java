package docket.sla;

import docket.sla.Signal.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which clocks the events of one case call for, and what each event means to them.
 *
 * <p>A decision is owed from RECEIVED, and anew from each REOPENED. A first touch is owed from RECEIVED, too, but its clock waits until the case is
 * in a queue, and ends with the first claim. A company owes first touch and decision from when one of its queues gets the case until it goes to
 * another's, and a decision anew from each REOPENED that names the queue, as older ones do not. Reasons are owed from a decision that restricts
 * somebody until NOTICE_SENT, over a REOPENED too that leaves in force what they are for, up to a decision that ends it.
 *
 * <p>Holds and escalations pause all of them but the last, a decision stops them, merging and cancelling ends them without a verdict.
 */
final class CaseClockCalls {
    private static final Set<String> WAITING = Set.of("ON_HOLD", "ESCALATED");
    private static final String AWAITING_RULING = "AWAITING_RULING";

    private final List<Calling> callings = new ArrayList<>();

    /** Of the first of the calls, as many as were made before it was last changed. */
    private final List<String> severities = new ArrayList<>();

    private String state = "";
    private @Nullable UUID vendorId;
    private boolean isQueued;
    private @Nullable Worked first;
    private @Nullable Worked now;
    private boolean isTouched;
    private boolean isOver;
    private @Nullable Calling notice;

    private CaseClockCalls() {}

    private enum Owed {
        ALWAYS,
        /** Promises concern cases that wait for people: what was settled before it was in a queue may have had a clock, or none. */
        TO_PEOPLE,
        /** The event does not tell. */
        PERHAPS
    }

    /** Who works a case: a company, or null for the house. */
    private record Worked(@Nullable UUID vendorId) {}

    /**
     * A call whose end is not read yet.
     *
     * @param by null: it was made before the case was given to anybody
     */
    private record Calling(
            SlaClockKind kind,
            @Nullable UUID vendorId,
            @Nullable Worked by,
            Instant at,
            Owed owed,
            List<Signal> signals) {
        void signal(Kind what, Instant when) {
            signals.add(Signal.of(what, when));
        }
    }

    /** @param events all of the case, in order */
    static List<ClockCall> of(List<CaseEvent> events) {
        var calls = new CaseClockCalls();
        events.forEach(calls::read);
        var all = new ArrayList<ClockCall>(calls.callings.size());
        for (var calling : calls.callings) {
            all.add(calls.call(calling, all.size()));
        }
        return all;
    }

    private ClockCall call(Calling calling, int place) {
        var isOwed = switch (calling.owed) {
            case ALWAYS -> true;
            case TO_PEOPLE -> isQueued || !isOver;
            case PERHAPS -> false;
        };
        return new ClockCall(
                calling.kind,
                calling.vendorId,
                place < severities.size() ? severities.get(place) : null,
                workedBy(calling.by == null ? first : calling.by),
                calling.at,
                isOwed,
                List.copyOf(calling.signals));
    }

    private static @Nullable UUID workedBy(@Nullable Worked by) {
        return by == null ? null : by.vendorId();
    }

    private void read(CaseEvent event) {
        leave(event);
        switch (event.kind()) {
            case "RECEIVED" -> receive(event.at());
            case "REOPENED" -> reopen(event);
            case "CLAIMED" -> touch(event.at());
            case "NOTICE_SENT" -> endNotice(Kind.STOP, event.at());
            default -> {
                // Of the others only the state counts.
            }
        }
        noteSeverity(event.severityBefore());
        if (event.queue()) {
            moveTo(event.vendorId(), event.at());
        }
        if (event.toState().equals("QUEUED")) {
            queue(event.at());
        }
        wait(event);
        end(event);
        state = event.toState();
    }

    /** Whatever was called for since the change before goes by what it was until now. */
    private void noteSeverity(@Nullable String until) {
        while (until != null && severities.size() < callings.size()) {
            severities.add(until);
        }
    }

    private void receive(Instant at) {
        start(SlaClockKind.DECISION, null, at, Owed.TO_PEOPLE);
        callings.add(new Calling(SlaClockKind.FIRST_TOUCH, null, now, at, Owed.TO_PEOPLE, new ArrayList<>()));
    }

    /** What was not told yet about a decision that no longer stands is not owed any more. */
    private void reopen(CaseEvent event) {
        if (!event.keepsOwed()) {
            endNotice(Kind.CANCEL, event.at());
        }
        start(SlaClockKind.DECISION, null, event.at(), Owed.ALWAYS);
        if (event.queue() && vendorId != null && vendorId.equals(event.vendorId())) {
            start(SlaClockKind.DECISION, vendorId, event.at(), Owed.ALWAYS);
        }
    }

    private Calling start(SlaClockKind kind, @Nullable UUID owner, Instant at, Owed owed) {
        var calling = new Calling(kind, owner, now, at, owed, new ArrayList<>());
        calling.signal(Kind.START, at);
        callings.add(calling);
        return calling;
    }

    /** The clock of a first touch waits for a queue; a case that was decided without one is touched no more. */
    private void queue(Instant at) {
        if (!isQueued && !isOver) {
            each(SlaClockKind.FIRST_TOUCH, Kind.START, at);
            isQueued = true;
        }
    }

    private void moveTo(@Nullable UUID next, Instant at) {
        now = new Worked(next);
        first = first == null ? now : first;
        if (Objects.equals(vendorId, next)) {
            return;
        }
        for (var calling : callings) {
            if (calling.vendorId != null) {
                calling.signal(Kind.CANCEL, at);
            }
        }
        vendorId = next;
        if (next != null) {
            start(SlaClockKind.DECISION, next, at, Owed.ALWAYS);
            if (!isTouched) {
                start(SlaClockKind.FIRST_TOUCH, next, at, Owed.ALWAYS);
            }
        }
    }

    private void touch(Instant at) {
        isTouched = true;
        each(SlaClockKind.FIRST_TOUCH, Kind.STOP, at);
    }

    /** Going on from a hold or an escalation, whichever way. */
    private void leave(CaseEvent event) {
        if (WAITING.contains(state) && !event.toState().equals(state)) {
            eachOfWork(Signal.of(Kind.RESUME, event.at()));
        }
    }

    private void wait(CaseEvent event) {
        if (!WAITING.contains(event.toState()) || event.toState().equals(state)) {
            return;
        }
        var reason = event.toState().equals("ON_HOLD") ? event.reason() : AWAITING_RULING;
        eachOfWork(new Signal(Kind.PAUSE, event.at(), reason));
    }

    private void end(CaseEvent event) {
        if (event.abandons()) {
            isOver = true;
            eachOfWork(Signal.of(Kind.CANCEL, event.at()));
        } else if (event.decides()) {
            isOver = true;
            each(SlaClockKind.DECISION, Kind.STOP, event.at());
            each(SlaClockKind.FIRST_TOUCH, Kind.CANCEL, event.at());
            owe(event);
        }
    }

    /** One notice at a time: what a decision leaves in force untold is told with it and stays due when it was; all else that was owed it takes back. */
    private void owe(CaseEvent decision) {
        var owes = decision.owesReasons();
        if (owes == null) {
            notice = start(SlaClockKind.NOTICE, null, decision.at(), Owed.PERHAPS);
        } else if (!owes) {
            endNotice(Kind.CANCEL, decision.at());
        } else if (notice == null || !decision.keepsOwed()) {
            endNotice(Kind.CANCEL, decision.at());
            notice = start(SlaClockKind.NOTICE, null, decision.at(), Owed.ALWAYS);
        }
    }

    private void endNotice(Kind how, Instant at) {
        if (notice != null) {
            notice.signal(how, at);
            notice = null;
        }
    }

    private void each(SlaClockKind kind, Kind what, Instant at) {
        for (var calling : callings) {
            if (calling.kind == kind) {
                calling.signal(what, at);
            }
        }
    }

    private void eachOfWork(Signal signal) {
        for (var calling : callings) {
            if (calling.kind != SlaClockKind.NOTICE) {
                calling.signals.add(signal);
            }
        }
    }
}

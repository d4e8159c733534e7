package docket.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Reads all clocks again from their events and compares. Changes nothing. */
final class VerifyClocks {
    /** Between them only time decides; a sweep writes it down, later. */
    private static final Set<SlaStatus> RUNNING = Set.of(SlaStatus.RUNNING, SlaStatus.IMMINENT, SlaStatus.BREACHING);

    private final Consumer<ClockFault> faults;
    private long cases;
    private long clocks;
    private long faulty;
    private long nanosReplaying;

    private VerifyClocks(Consumer<ClockFault> faults) {
        this.faults = faults;
    }

    /** @param secondsReplaying without what the database took */
    record Result(long cases, long clocks, long faults, double secondsReplaying) {}

    /** @param sql a transaction that sees one snapshot */
    static Result run(DSLContext sql, Consumer<ClockFault> faults) {
        var verification = new VerifyClocks(faults);
        var book = PromiseRepository.read(sql, VerifyClocksRepository.edition(sql));
        verification.cases(sql, book);
        verification.others(sql, book);
        verification.escalations(sql, book);
        return new Result(
                verification.cases, verification.clocks, verification.faulty, verification.nanosReplaying / 1e9);
    }

    private void cases(DSLContext sql, PromiseBook book) {
        var page = VerifyClocksRepository.cases(sql, null);
        while (!page.isEmpty()) {
            var ids = page.stream().map(VerifyClocksRepository.CaseRow::id).toList();
            var read = CaseClockRepository.read(sql, ids.toArray(UUID[]::new)).get();
            var began = System.nanoTime();
            for (var row : page) {
                compare(
                        row,
                        read.events().getOrDefault(row.id(), List.of()),
                        read.clocks().getOrDefault(row.id(), List.of()),
                        book);
            }
            nanosReplaying += System.nanoTime() - began;
            cases += page.size();
            page = VerifyClocksRepository.cases(sql, ids.getLast());
        }
    }

    private void compare(
            VerifyClocksRepository.CaseRow row, List<CaseEvent> events, List<StoredClock> stored, PromiseBook book) {
        var unread = new HashSet<>(stored);
        for (var replayed : CaseReplay.of(events, stored, row.subject(), book)) {
            var clock = replayed.stored();
            if (clock == null) {
                tell(
                        null,
                        row.id(),
                        replayed,
                        ClockFault.Problem.MISSING,
                        "called for at " + replayed.call().calledAt());
                continue;
            }
            unread.remove(clock);
            clocks++;
            compare(clock, replayed, book);
        }
        for (var clock : unread) {
            clocks++;
            tell(clock, ClockFault.Problem.NOT_CALLED_FOR, "started at " + clock.startedAt());
        }
    }

    private void compare(StoredClock clock, CaseReplay replayed, PromiseBook book) {
        compare(clock, replayed.reading());
        comparePromise(clock, replayed.call().calledAt(), book);
    }

    private void comparePromise(StoredClock clock, Instant calledAt, PromiseBook book) {
        if (!book.offer(clock.policyId()).holds(clock.kind(), clock.agreement(), calledAt)) {
            tell(clock, ClockFault.Problem.OTHER_PROMISE, "called for at " + calledAt);
        }
    }

    private void compare(StoredClock clock, ClockReading reading) {
        var due = reading.dueAt();
        var status = due != null && RUNNING.contains(clock.status()) && reading.isRunning()
                ? clock.status()
                : reading.status(Instant.EPOCH);
        if (!clock.says(reading, status)) {
            tell(
                    clock,
                    ClockFault.Problem.DIFFERS,
                    "is %s from %s to %s, due %s; the events tell %s from %s to %s, due %s"
                            .formatted(
                                    clock.status(),
                                    clock.startedAt(),
                                    clock.stoppedAt(),
                                    clock.dueAt(),
                                    status,
                                    reading.startedAt(),
                                    reading.stoppedAt(),
                                    due));
        }
    }

    /** Of appeals and escalations what counted between start and stop; their own rows tell when those were. */
    private void others(DSLContext sql, PromiseBook book) {
        UUID last = null;
        for (var page = VerifyClocksRepository.others(sql, last); !page.isEmpty(); ) {
            var began = System.nanoTime();
            for (var other : page) {
                clocks++;
                var promise = book.promise(other.clock().policyId());
                compare(other.clock(), ClockReading.read(promise, signals(other)));
                comparePromise(other.clock(), other.startedAt(), book);
            }
            nanosReplaying += System.nanoTime() - began;
            last = page.getLast().clock().id();
            page = VerifyClocksRepository.others(sql, last);
        }
    }

    /** Those on which no clock runs, though a ruling was promised. */
    private void escalations(DSLContext sql, PromiseBook book) {
        UUID last = null;
        for (var page = VerifyClocksRepository.escalations(sql, last); !page.isEmpty(); ) {
            for (var row : page) {
                for (var agreement : FollowEscalations.AGREEMENTS) {
                    var kind = SlaClockKind.ESCALATION;
                    if (!row.agreements().contains(agreement)
                            && book.choose(kind, agreement, row.openedAt(), row.subject()) != null) {
                        faulty++;
                        faults.accept(new ClockFault(
                                null,
                                row.caseId(),
                                kind,
                                agreement,
                                ClockFault.Problem.MISSING,
                                "called for at " + row.openedAt()));
                    }
                }
            }
            last = page.getLast().id();
            page = VerifyClocksRepository.escalations(sql, last);
        }
    }

    private static List<Signal> signals(VerifyClocksRepository.Other other) {
        var signals = new ArrayList<Signal>();
        signals.add(Signal.of(Signal.Kind.START, other.startedAt()));
        for (var pause : other.clock().pauses()) {
            signals.add(new Signal(Signal.Kind.PAUSE, pause.from(), pause.reason()));
            if (pause.to() != null) {
                signals.add(Signal.of(Signal.Kind.RESUME, pause.to()));
            }
        }
        if (other.endedAt() != null) {
            signals.add(Signal.of(other.cancelled() ? Signal.Kind.CANCEL : Signal.Kind.STOP, other.endedAt()));
        }
        return signals;
    }

    private void tell(StoredClock clock, ClockFault.Problem problem, String detail) {
        faulty++;
        faults.accept(new ClockFault(clock.id(), clock.caseId(), clock.kind(), clock.agreement(), problem, detail));
    }

    private void tell(
            @Nullable UUID clock, UUID caseId, CaseReplay replayed, ClockFault.Problem problem, String detail) {
        faulty++;
        faults.accept(new ClockFault(
                clock, caseId, replayed.call().kind(), Objects.requireNonNull(replayed.agreement()), problem, detail));
    }
}

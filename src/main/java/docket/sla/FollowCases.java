package docket.sla;

import docket.cases.CaseClocks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes the clocks of cases as all their events tell them: two statements to read, and one each to change clocks, to pause, to tell that one is late and
 * to start some, these only when there is something to do, for any number of cases.
 */
@Component
class FollowCases implements CaseClocks {
    private final Promises promises;

    FollowCases(Promises promises) {
        this.promises = promises;
    }

    @Override
    public History history(DSLContext sql, UUID @Nullable [] cases) {
        return CaseClockRepository.read(sql, cases);
    }

    @Override
    public Map<UUID, Instant> follow(DSLContext sql, List<Followed> cases) {
        var work = new Work();
        for (var followed : cases) {
            var history = ((CaseClockRepository.Asked) followed.history()).get();
            var events = new ArrayList<>(history.events().getOrDefault(followed.id(), List.of()));
            followed.happened().forEach(happened -> events.add(CaseEvent.of(happened)));
            var clocks = history.clocks().getOrDefault(followed.id(), List.of());
            work.follow(followed, events, clocks, promises.of(history.edition(), sql), history.now());
        }
        work.write(sql);
        return work.dueTimes;
    }

    /** What is to be written for some cases. */
    private static final class Work {
        private final Rows changed = new Rows();
        private final Rows started = new Rows();
        private final Map<UUID, Instant> dueTimes = new HashMap<>();

        void follow(
                Followed followed, List<CaseEvent> events, List<StoredClock> clocks, PromiseBook book, Instant now) {
            var asOf = events.isEmpty() || events.getLast().at().isBefore(now)
                    ? now
                    : events.getLast().at();
            for (var replayed : CaseReplay.of(events, clocks, subject(followed), book)) {
                noteDue(followed.id(), replayed);
                var stored = replayed.stored();
                if (stored == null) {
                    started.start(replayed, owner(replayed, followed, asOf), followed, asOf);
                } else if (stored.stoppedAt() == null) {
                    change(stored, replayed, owner(replayed, followed, asOf), asOf);
                }
            }
        }

        private void change(StoredClock stored, CaseReplay replayed, @Nullable UUID owner, Instant asOf) {
            if (!stored.says(replayed.reading(), replayed.reading().status(asOf))
                    || !Objects.equals(stored.vendorId(), owner)) {
                changed.change(stored, replayed.reading(), owner, asOf);
            }
        }

        private static PromiseBook.Subject subject(Followed followed) {
            return new PromiseBook.Subject(
                    followed.domain(), followed.market(), followed.severity(), followed.vendorId());
        }

        /** Whoever works the case, until the clock has stopped or is late. */
        private static @Nullable UUID owner(CaseReplay replayed, Followed followed, Instant asOf) {
            var stored = replayed.stored();
            if (replayed.call().isOfContract()) {
                return replayed.call().vendorId();
            }
            if (replayed.call().kind() == SlaClockKind.NOTICE) {
                return null;
            }
            var isFixed =
                    replayed.reading().stoppedAt() != null || replayed.reading().isLate(asOf);
            return stored != null && isFixed ? stored.vendorId() : followed.vendorId();
        }

        /** What we promise ourselves goes before what others owe us: a queue is worked in the order of the SLA. */
        private void noteDue(UUID caseId, CaseReplay replayed) {
            var reading = replayed.reading();
            if (replayed.call().kind() == SlaClockKind.DECISION
                    && replayed.agreement() == SlaAgreement.SLA
                    && reading.isRunning()) {
                dueTimes.put(caseId, Objects.requireNonNull(reading.dueAt()));
            }
        }

        /** What stopped makes room for what starts. */
        void write(DSLContext sql) {
            if (!changed.clocks.isEmpty()) {
                CaseClockRepository.change(sql, changed.clocks, changed.pauses, changed.alerting);
            }
            if (!started.clocks.isEmpty()) {
                CaseClockRepository.start(sql, started.clocks, started.pauses);
            }
        }
    }

    /** Rows by column. */
    private static final class Rows {
        private final List<Map<String, @Nullable Object>> clocks = new ArrayList<>();
        private final List<Map<String, @Nullable Object>> pauses = new ArrayList<>();
        private final List<UUID> alerting = new ArrayList<>();

        void change(StoredClock stored, ClockReading reading, @Nullable UUID owner, Instant asOf) {
            var row = row(reading, owner, asOf);
            row.put("id", stored.id());
            addPauses(stored.id(), reading);
            var isDueElsewhen = !Objects.equals(stored.dueAt(), reading.dueAt());
            if (reading.status(asOf).alerts()
                    > (isDueElsewhen ? 0 : stored.status().alerts())) {
                alerting.add(stored.id());
            }
        }

        void start(CaseReplay replayed, @Nullable UUID owner, Followed followed, Instant asOf) {
            var row = row(replayed.reading(), owner, asOf);
            row.put("number", clocks.size());
            row.put("sla_policy_id", replayed.reading().promise().policyId());
            row.put("clock_kind", replayed.call().kind().name());
            row.put("agreement", replayed.agreement().name());
            row.put("case_id", followed.id());
            row.put("market", followed.market());
            addPauses(clocks.size(), replayed.reading());
        }

        private Map<String, @Nullable Object> row(ClockReading reading, @Nullable UUID owner, Instant asOf) {
            var row = new HashMap<String, @Nullable Object>();
            row.put("status", reading.status(asOf).name());
            row.put("vendor_id", owner);
            row.put("started_at", text(reading.startedAt()));
            row.put("due_at", text(reading.dueAt()));
            row.put("stopped_at", text(reading.stoppedAt()));
            clocks.add(row);
            return row;
        }

        private void addPauses(Object clock, ClockReading reading) {
            for (var pause : reading.pauses()) {
                var row = new HashMap<String, @Nullable Object>();
                row.put("clock", clock);
                row.put("reason", StoredClock.Pause.of(pause).reason());
                row.put("paused_at", text(pause.from()));
                row.put("resumed_at", text(pause.to()));
                pauses.add(row);
            }
        }

        private static @Nullable String text(@Nullable Instant at) {
            return at == null ? null : at.toString();
        }
    }
}

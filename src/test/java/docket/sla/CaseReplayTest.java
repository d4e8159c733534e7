package docket.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which promise holds is told by the case as it was when the clock was called for, and not as it is now. */
class CaseReplayTest {
    private static final Instant NOON = Instant.parse("2026-01-13T12:00:00Z");
    private static final UUID NORTH = new UUID(0, 1);

    private static CaseEvent event(String kind, String to, int minute, @Nullable String severityBefore) {
        var queue = kind.equals("QUEUED") || kind.equals("REROUTED");
        return new CaseEvent(
                kind,
                to,
                NOON.plusSeconds(60L * minute),
                queue,
                kind.equals("REROUTED") ? NORTH : null,
                null,
                null,
                false,
                severityBefore);
    }

    /** One promise, to decide within an hour. */
    private static List<CaseReplay> replay(
            PromiseBook.Subject promisedFor, PromiseBook.Subject now, List<CaseEvent> events) {
        var promise =
                new Promise(new UUID(0, 2), Duration.ofHours(1), Duration.ofMinutes(10), Set.of(), WorkingHours.ALWAYS);
        var offer = new PromiseBook.Offer(
                SlaClockKind.DECISION, SlaAgreement.SLA, promisedFor, "decide", Instant.EPOCH, null, promise);
        return CaseReplay.of(events, List.of(), now, PromiseBook.of(1, List.of(offer)));
    }

    @Test
    void aSeverityThatWasRaisedStartsNoClockBackFromTheReport() {
        var urgent = new PromiseBook.Subject(null, null, "P0", null);
        var now = new PromiseBook.Subject("SELLER", "DE", "P0", null);
        var raised = List.of(
                event("RECEIVED", "RECEIVED", 0, null),
                event("QUEUED", "QUEUED", 1, null),
                event("SEVERITY_CHANGED", "QUEUED", 90, "P3"));
        assertThat(replay(urgent, now, raised)).isEmpty();
        assertThat(replay(urgent, now, raised.subList(0, 2))).hasSize(1);
    }

    @Test
    void aReopeningGoesByTheSeverityOfThen() {
        var urgent = new PromiseBook.Subject(null, null, "P0", null);
        var now = new PromiseBook.Subject("SELLER", "DE", "P0", null);
        var replays = replay(
                urgent,
                now,
                List.of(
                        event("RECEIVED", "RECEIVED", 0, null),
                        event("SEVERITY_CHANGED", "RECEIVED", 1, "P3"),
                        event("DECIDED", "DECIDED", 2, null),
                        event("REOPENED", "QUEUED", 3, null)));
        assertThat(replays).hasSize(1);
        assertThat(replays.getFirst().reading().startedAt()).isEqualTo(NOON.plusSeconds(180));
    }

    @Test
    void aCompanyThatGotTheCaseLaterBringsNoPromiseBack() {
        var norths = new PromiseBook.Subject(null, null, null, NORTH);
        var now = new PromiseBook.Subject("SELLER", "DE", "P2", NORTH);
        var events = List.of(
                event("RECEIVED", "RECEIVED", 0, null),
                event("QUEUED", "QUEUED", 1, null),
                event("REROUTED", "QUEUED", 2, null));
        assertThat(replay(norths, now, events)).isEmpty();
        assertThat(replay(norths, now, List.of(events.get(0), events.get(2)))).hasSize(1);
    }
}

package docket.audit;

import static org.assertj.core.api.Assertions.assertThat;

import docket.audit.AuditRepository.Written;
import docket.platform.audit.AuditNote;
import docket.platform.request.Caller;
import docket.platform.request.Scopes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** However often somebody is refused, a minute of it takes few rows, and none is lost. */
class RepeatsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Repeats refusals = new Repeats();

    private void refuse(String address, int seconds) {
        refusals.add(AuditNote.refused(address, "a request", "401"), NOON.plusSeconds(seconds));
    }

    private List<Written> written(int seconds) {
        var events = new ArrayList<Written>();
        refusals.drainTo(events, NOON.plusSeconds(seconds));
        return events;
    }

    @Test
    void theFirstIsWrittenAtOnceAndTheRestOfTheMinuteAsOne() {
        refuse("10.0.0.1", 0);
        refuse("10.0.0.1", 0);
        assertThat(written(1)).extracting(Written::occurrences).containsExactly(2);
        for (int second = 2; second < 60; second++) {
            refuse("10.0.0.1", second);
            assertThat(written(second)).isEmpty();
        }
        assertThat(written(61)).singleElement().satisfies(event -> {
            assertThat(event.occurrences()).isEqualTo(58);
            assertThat(event.occurredAt()).isEqualTo(NOON.plusSeconds(2));
        });
        assertThat(written(62)).isEmpty();
        refuse("10.0.0.1", 63);
        assertThat(written(64)).hasSize(1);
    }

    @Test
    void manyAddressesAreOneKind() {
        for (int address = 0; address < 5_000; address++) {
            refuse("10.0.%d.%d".formatted(address / 256, address % 256), 0);
        }
        var events = written(1);
        assertThat(events).hasSize(1_001);
        assertThat(events.stream().mapToInt(Written::occurrences).sum()).isEqualTo(5_000);
        assertThat(events.getLast().note().actor().id()).isEqualTo("all others");
        assertThat(written(61)).isEmpty();
    }

    /** Whoever asks in a hundred ways drowns in nothing but his own name, and takes no other along. */
    @Test
    void whatIsTooMuchIsStillHis() {
        var greedy = caller("person greedy");
        for (int way = 0; way < 3_000; way++) {
            refusals.add(AuditNote.refused(greedy, "a request", null, "way " + way), NOON);
        }
        refusals.add(AuditNote.refused(caller("person quiet"), "a request", null, "once"), NOON);
        refuse("10.0.0.1", 0);
        var events = written(1);
        assertThat(events).hasSize(103);
        assertThat(events.stream()
                        .filter(event -> event.note().actor().id().equals("person greedy"))
                        .mapToInt(Written::occurrences)
                        .sum())
                .isEqualTo(3_000);
        assertThat(events).extracting(event -> event.note().actor().id()).contains("person quiet", "address 10.0.0.1");
        assertThat(written(61)).isEmpty();
        refusals.add(AuditNote.refused(greedy, "a request", null, "another way"), NOON.plusSeconds(62));
        assertThat(written(63)).extracting(event -> event.note().detail()).containsExactly("another way");
    }

    private static Caller caller(String id) {
        return new Caller(
                Caller.Kind.PERSON,
                id,
                id,
                Scopes.of(),
                null,
                Set.of(),
                Set.of(),
                Caller.CostClass.STAFF,
                null,
                null,
                null);
    }
}

package docket.platform.schedule;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import docket.testing.DocketTest;
import docket.testing.TestDatabase;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A server that serves runs the sweeps of all features, with the rights of the application. */
@DocketTest(ownDatabase = true)
@TestPropertySource(properties = {"docket.schedule.run=true", "docket.sla.look-every=1s"})
class SweepRunnerTest {
    @Autowired
    TestDatabase database;

    @Test
    void runsThemAgainAndAgain() {
        var owner = database.owner();
        var lastSuccess =
                "select last_success from platform.scheduled_task where task_name = 'sla-alerts' and consecutive_failures = 0";
        await().atMost(Duration.ofSeconds(20)).until(() -> owner.fetchOne(lastSuccess) != null);
        var first = owner.fetchSingle(lastSuccess).get(0);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> owner.fetchOptional(lastSuccess)
                        .filter(row -> !Objects.equals(row.get(0), first))
                        .isPresent());
    }

    @Test
    void takesNamesThatLast() {
        assertThatThrownBy(() -> new Sweep("SLA alerts", Duration.ofSeconds(10), now -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sweep("sla-alerts", Duration.ZERO, now -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

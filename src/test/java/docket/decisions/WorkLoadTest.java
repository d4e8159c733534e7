package docket.decisions;

import static docket.testing.Workplace.code;
import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Invariants;
import docket.testing.TestDatabase;
import docket.testing.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * Many people at one queue. The size: {@code -Dwork.cases=50000 -Dwork.clients=64 -Dwork.seconds=60}. Every tenth claim is forgotten, so that
 * its lease runs out, and used nevertheless.
 */
@DocketTest(ownDatabase = true)
class WorkLoadTest {
    private static final int CASES = Integer.getInteger("work.cases", 600);
    private static final int CLIENTS = Integer.getInteger("work.clients", 16);
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("work.seconds", 5));
    private static final String CLAIM = "case { id } lease { token }";
    private static final String DECIDE = "case { state } decision { id }";

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    @Autowired
    Workplace house;

    private final ConcurrentLinkedQueue<Long> claims = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> decisions = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();

    @Test
    void nobodyGetsACaseTwiceAndNobodyDecidesWithoutALease() throws InterruptedException, ExecutionException {
        house.fill("listings-de", CASES);
        house.run("analyze cases.moderation_case, cases.case_event, sla.sla_clock");
        var people = house.hire(CLIENTS);
        var template = house.judgement("NO_VIOLATION");
        var begin = Instant.now();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = new ArrayList<Future<?>>();
            for (var person : people) {
                var worker = client.as(house.tokenOf(person));
                workers.add(pool.submit(() -> work(worker, template, house.queue("listings-de"), begin.plus(TIME))));
            }
            for (var worker : workers) {
                worker.get();
            }
        }
        report(Duration.between(begin, Instant.now()));
        verify(house);
        if (Boolean.getBoolean("work.hand")) {
            besideHandWrittenSql(house, people);
        }
    }

    /** {@code -Dwork.hand=true}: the same as SQL by hand, by as many connections as writes have, without audit and outbox. */
    private void besideHandWrittenSql(Workplace house, List<String> people)
            throws InterruptedException, ExecutionException {
        house.fill("listings-de", CASES);
        house.run("analyze cases.moderation_case, cases.case_event");
        var hand =
                new HandWritten(database, people.stream().map(house::reviewer).toList());
        for (var round = 1; round <= 2; round++) {
            var rate = hand.run(6, TIME.dividedBy(4));
            System.getLogger(WorkLoadTest.class.getName())
                    .log(System.Logger.Level.INFO, "by hand: {0} claims with decisions/s", rate);
        }
    }

    private void work(GraphClient worker, Map<String, Object> template, String queue, Instant end) {
        while (Instant.now().isBefore(end)) {
            var began = System.nanoTime();
            var claim = worker.mutate("claimNextCase", CLAIM, Map.of("queue", queue));
            if (!claim.at("/userErrors").isEmpty()) {
                assertThat(code(claim)).isEqualTo("NOTHING_TO_CLAIM");
                return;
            }
            claims.add(System.nanoTime() - began);
            decide(worker, template, claim);
        }
    }

    private void decide(GraphClient worker, Map<String, Object> template, JsonNode claim) {
        var input = new java.util.HashMap<>(template);
        input.put("case", claim.at("/case/id").asString());
        input.put("leaseToken", claim.at("/lease/token").asString());
        var began = System.nanoTime();
        var decided = worker.mutate("decideCase", DECIDE, input);
        if (decided.at("/userErrors").isEmpty()) {
            decisions.add(System.nanoTime() - began);
        } else {
            refusals.add(code(decided));
        }
        // Whoever tries it again has no lease any more.
        if (claims.size() % 10 == 0) {
            refusals.add(code(worker.mutate("decideCase", DECIDE, input)));
        }
    }

    private void report(Duration time) {
        System.Logger log = System.getLogger(WorkLoadTest.class.getName());
        log.log(
                System.Logger.Level.INFO,
                "%d clients, %.1f s: %.0f claims/s, p99 %.1f ms; %.0f decisions/s, p99 %.1f ms; %d refused"
                        .formatted(
                                CLIENTS,
                                time.toMillis() / 1e3,
                                claims.size() * 1e3 / time.toMillis(),
                                p99(claims),
                                decisions.size() * 1e3 / time.toMillis(),
                                p99(decisions),
                                refusals.size()));
    }

    private static double p99(ConcurrentLinkedQueue<Long> nanos) {
        var sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get((int) (sorted.size() * 0.99)) / 1e6;
    }

    private void verify(Workplace house) {
        assertThat(claims).isNotEmpty();
        assertThat(refusals).containsOnly("INVALID_TRANSITION");
        assertThat(house.value("select count(*) from cases.case_event where kind = 'CLAIMED'"))
                .isEqualTo(String.valueOf(claims.size()));
        assertThat(house.value(
                        "select coalesce(max(n), 0) from (select count(*) n from cases.lease group by case_id) l"))
                .as("claimed twice")
                .isEqualTo("1");
        assertThat(house.value("select count(*) from cases.lease where ended_at is null"))
                .as("leases left open")
                .isEqualTo("0");
        assertThat(house.value("select count(*) from decisions.decision"))
                .as("decisions")
                .isEqualTo(String.valueOf(decisions.size()));
        Invariants.hold(house);
    }
}

package docket.sla;

import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.schedule.Sweep;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Invariants;
import docket.testing.TestDatabase;
import docket.testing.Workplace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * Random mutations by random callers, valid and not, with keys used again, versions that are stale and leases that have ended, while the sweeps run.
 * Afterwards everything holds that has to. A long run: {@code -Dwork.fuzz=200000}.
 */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkFuzzTest {
    private static final int MUTATIONS = Integer.getInteger("work.fuzz", 2_000);
    private static final int THREADS = 8;
    private static final long SEED = Long.getLong("work.seed", 20261122L);

    /** What may be told about what is well-formed; anything else is a fault of ours. */
    private static final Set<String> EXPECTED =
            Set.of("GRAPHQL_VALIDATION_FAILED", "IDEMPOTENCY_KEY_REUSED", "IDEMPOTENCY_IN_PROGRESS", "CONFLICT");

    /** What comes through once or not at all in a short run, as chance has it, and surely in a long one. */
    private static final Set<String> RARE = Set.of("approveDecision", "refuseDecision", "handOverCase", "revokeLease");

    private static final int LONG = 10_000;

    /** Of 1,500 mutations of a kind so many come through at least; a fuzz that is refused everything would see nothing. */
    private static final Map<String, Integer> FLOOR = Map.ofEntries(
            Map.entry("reportCase", 40),
            Map.entry("claimNextCase", 40),
            Map.entry("decideCase", 12),
            Map.entry("holdCase", 1),
            Map.entry("renewLease", 1),
            Map.entry("releaseCase", 1),
            Map.entry("resumeCase", 1),
            Map.entry("mergeCase", 1),
            Map.entry("cancelCase", 1),
            Map.entry("rerouteCase", 1),
            Map.entry("changeCaseSeverity", 1),
            Map.entry("closeCase", 1),
            Map.entry("reopenCase", 1),
            Map.entry("markNoticeSent", 2),
            Map.entry("reverseAction", 1),
            Map.entry("escalateCase", 1),
            Map.entry("snapshotSubject", 4),
            Map.entry("planBulkDecision", 4),
            Map.entry("applyBulkDecision", 1),
            Map.entry("undoBulkDecision", 1),
            Map.entry("planBulkAction", 4),
            Map.entry("applyBulkAction", 1),
            Map.entry("undoBulkAction", 1));

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    @Autowired
    Workplace house;

    @Autowired
    DSLContext sql;

    @Autowired
    ApplicationContext context;

    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

    @Test
    void everythingHoldsWhateverIsSent() throws InterruptedException, ExecutionException {
        try (var pool = Executors.newFixedThreadPool(THREADS)) {
            var choices = new RandomWork(house, client, database);
            var work = new ArrayList<Future<?>>();
            for (var thread = 0; thread < THREADS; thread++) {
                var random = new Random(SEED + thread);
                work.add(pool.submit(() -> send(choices, random, MUTATIONS / THREADS)));
            }
            for (var done : work) {
                done.get();
            }
        }
        System.getLogger(WorkFuzzTest.class.getName())
                .log(System.Logger.Level.INFO, "seed {0}: {1}", SEED, new TreeMap<>(outcomes));
        Invariants.hold(house);
        var faults = new ArrayList<ClockFault>();
        VerifyClocks.run(sql, faults::add);
        assertThat(faults).as("clocks that their events do not tell").isEmpty();
        // In a long run cases are used up: what comes through does not grow with what is sent.
        FLOOR.forEach((mutation, least) -> assertThat(outcome(mutation + " done"))
                .as("%s that came through, of %s", mutation, outcomes)
                .isGreaterThanOrEqualTo(Math.max(1L, (long) least * Math.min(MUTATIONS, 3_000) / 1_500)));
        if (MUTATIONS >= LONG) {
            assertThat(RARE)
                    .allSatisfy(mutation -> assertThat(outcome(mutation + " done"))
                            .as("%s that came through, of %s", mutation, outcomes)
                            .isPositive());
        }
        assertThat(outcome("malformed")).isPositive();
    }

    private long outcome(String name) {
        var count = outcomes.get(name);
        return count == null ? 0 : count.sum();
    }

    private void send(RandomWork choices, Random random, int times) {
        var before = new ArrayList<RandomWork.Sent>();
        for (var time = 0; time < times; time++) {
            var sent = before.isEmpty() || random.nextInt(10) > 0
                    ? choices.next(random)
                    : before.get(random.nextInt(before.size()));
            if (!sent.isMalformed() && random.nextInt(25) == 0) {
                before.stream()
                        .filter(other -> other.by().equals(sent.by()))
                        .findAny()
                        .ifPresent(other ->
                                sent.input().put("idempotencyKey", other.input().get("idempotencyKey")));
            }
            if (!sent.isMalformed()) {
                before.add(sent);
            }
            note(sent);
            if (random.nextInt(40) == 0) {
                age(random);
            }
        }
    }

    private void note(RandomWork.Sent sent) {
        var document = GraphClient.mutation(sent.mutation(), "__typename");
        var answer = sent.by().client().execute(document, Map.of("input", sent.input()));
        if (sent.isMalformed()) {
            assertThat(answer.errorCodes())
                    .as("%s %s", sent, answer.body())
                    .isNotEmpty()
                    .allMatch(code -> code.equals("BAD_USER_INPUT") || EXPECTED.contains(code));
            count("malformed");
        } else if (answer.errors().isEmpty()) {
            var code = answer.data(sent.mutation()).at("/userErrors/0/code").asString();
            count(sent.mutation() + (code.isEmpty() ? " done" : " " + code));
        } else {
            assertThat(EXPECTED).as("%s %s", sent, answer.body()).containsAll(answer.errorCodes());
            count(answer.errorCodes().getFirst());
        }
    }

    private void count(String outcome) {
        outcomes.computeIfAbsent(outcome, name -> new LongAdder()).increment();
    }

    /** Leases run out, holds end, measures take effect. */
    private void age(Random random) {
        // As everybody does, with the cases locked first.
        house.run("""
                update cases.lease l set granted_at = granted_at - interval '1 hour', heartbeat_at = heartbeat_at - interval '1 hour',
                    expires_at = expires_at - interval '1 hour'
                from (select c.id from cases.moderation_case c join cases.lease k on k.case_id = c.id and k.ended_at is null
                      where mod(abs(hashtext(k.id::text)), 4) = %d order by c.id for no key update of c) held
                where l.case_id = held.id and l.ended_at is null""".formatted(random.nextInt(4)));
        context.getBeansOfType(Sweep.class)
                .values()
                .forEach(sweep -> sweep.work().accept(Instant.now()));
    }
}

package docket.sla;

import static org.assertj.core.api.Assertions.assertThat;

import docket.access.TestTokens;
import docket.platform.request.GlobalId;
import docket.platform.request.Scope;
import docket.platform.schedule.Sweep;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Invariants;
import docket.testing.TestDatabase;
import docket.testing.Workplace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * Random mutations by random callers, valid and not, with keys used again, versions that are stale and leases that have ended, while the sweeps run.
 * Afterwards everything holds that has to. The size: {@code -Dwork.fuzz=200000}.
 */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkFuzzTest {
    private static final int MUTATIONS = Integer.getInteger("work.fuzz", 1_500);
    private static final int THREADS = 8;
    private static final long SEED = Long.getLong("work.seed", 20261122L);
    private static final int CASES = 40;

    /** What a caller may be told; anything else is a fault of ours. */
    private static final Set<String> EXPECTED = Set.of(
            "GRAPHQL_VALIDATION_FAILED",
            "BAD_USER_INPUT",
            "IDEMPOTENCY_KEY_REUSED",
            "IDEMPOTENCY_IN_PROGRESS",
            "CONFLICT");

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    @Autowired
    DSLContext sql;

    @Autowired
    ApplicationContext context;

    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    Workplace house;
    private List<GraphClient> callers = List.of();
    private List<String> people = List.of();
    private List<String> listings = List.of();
    private List<String> queues = List.of();
    private String clause = "";
    private String sop = "";

    private record Sent(String mutation, Map<String, Object> input) {}

    @Test
    void everythingHoldsWhateverIsSent() throws InterruptedException, ExecutionException {
        try (var pool = Executors.newFixedThreadPool(THREADS)) {
            var work = new ArrayList<Future<?>>();
            for (var thread = 0; thread < THREADS; thread++) {
                var random = new Random(SEED + thread);
                work.add(pool.submit(() -> send(random, MUTATIONS / THREADS)));
            }
            for (var done : work) {
                done.get();
            }
        }
        System.getLogger(WorkFuzzTest.class.getName())
                .log(System.Logger.Level.INFO, "seed {0}: {1}", SEED, new TreeMap<>(outcomes));
        assertThat(outcomes.keySet().stream().filter(name -> name.endsWith(" done")))
                .as("mutations that came through")
                .hasSizeGreaterThan(12);
        Invariants.hold(house);
        var faults = new ArrayList<ClockFault>();
        VerifyClocks.run(sql, faults::add);
        assertThat(faults).as("clocks that their events do not tell").isEmpty();
    }

    @BeforeAll
    void build() {
        house = Workplace.in(database);
        callers = List.of(
                client.as(house.tokenOf("Ann")),
                client.as(house.tokenOf("Bea")),
                client.as(house.tokenOf("Lea")),
                client.as(house.vendorToken()),
                client,
                client.as(TestTokens.with(database, Scope.CASES_READ)));
        people = List.of("Ann", "Bea", "Una", "Lea", "Vic").stream()
                .map(name -> GlobalId.encode("Reviewer", house.reviewer(name)))
                .toList();
        queues = List.of(house.queue("listings-de"), house.queue("listings-fr"), house.queue("sellers-de"));
        clause = house.clause();
        sop = house.sop();
        var made = new ArrayList<String>();
        for (var i = 0; i < CASES; i++) {
            made.add(house.listing(i % 3 == 0 ? "FR" : "DE"));
        }
        listings = made;
    }

    private void send(Random random, int times) {
        var before = new ArrayList<Sent>();
        for (var time = 0; time < times; time++) {
            var sent = before.isEmpty() || random.nextInt(10) > 0
                    ? next(random)
                    : before.get(random.nextInt(before.size()));
            if (!before.isEmpty() && random.nextInt(25) == 0) {
                sent.input()
                        .put(
                                "idempotencyKey",
                                before.get(random.nextInt(before.size()))
                                        .input()
                                        .get("idempotencyKey"));
            }
            before.add(sent);
            note(sent, callers.get(random.nextInt(callers.size())));
            if (random.nextInt(40) == 0) {
                age(random);
            }
        }
    }

    private void note(Sent sent, GraphClient caller) {
        var answer = caller.execute(GraphClient.mutation(sent.mutation(), "__typename"), Map.of("input", sent.input()));
        if (answer.errors().isEmpty()) {
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
                      where mod(k.token, 4) = %d order by c.id for no key update of c) held
                where l.case_id = held.id and l.ended_at is null""".formatted(random.nextInt(4)));
        context.getBeansOfType(Sweep.class)
                .values()
                .forEach(sweep -> sweep.work().accept(Instant.now()));
    }

    private Sent next(Random random) {
        var input = new HashMap<String, Object>();
        input.put("idempotencyKey", UUID.randomUUID().toString());
        if (random.nextInt(3) == 0) {
            input.put("reviewer", people.get(random.nextInt(people.size())));
        }
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> report(random, input);
            case 3, 4, 5, 6 ->
                new Sent(
                        "claimNextCase",
                        with(input, "queue", random.nextInt(3) == 0 ? null : queues.get(random.nextInt(3))));
            case 7, 8, 9 -> new Sent("decideCase", decision(random, held(random, input)));
            case 10 ->
                new Sent(
                        "holdCase",
                        with(
                                held(random, input),
                                "holdReason",
                                random.nextBoolean() ? "AWAITING_SELLER" : "OTHER",
                                "wakeAt",
                                Instant.now().plusSeconds(random.nextInt(5) - 1).toString()));
            case 11 -> new Sent(random.nextBoolean() ? "releaseCase" : "renewLease", held(random, input));
            case 12 ->
                new Sent(
                        "handOverCase",
                        with(held(random, input), "to", people.get(random.nextInt(people.size())), "note", "please"));
            case 13 -> new Sent("resumeCase", with(input, "case", anyCase("ON_HOLD")));
            case 14 -> lead(random, input);
            case 15 ->
                new Sent(
                        "mergeCase",
                        without(with(input, "case", anyCase("QUEUED"), "into", anyCase("QUEUED")), "reviewer"));
            case 16 -> new Sent("approveDecision", without(with(input, "decision", anyDecision()), "reviewer"));
            case 17 -> new Sent("closeCase", without(with(input, "case", anyCase("DECIDED")), "reviewer"));
            case 18 ->
                new Sent(
                        "reopenCase",
                        without(with(input, "case", anyCase("CLOSED"), "cause", "NEW_EVIDENCE"), "reviewer"));
            default -> new Sent("markNoticeSent", without(with(input, "case", anyCase("DECIDED")), "reviewer"));
        };
    }

    private Sent report(Random random, Map<String, Object> input) {
        input.putAll(house.report(listings.get(random.nextInt(listings.size()))));
        with(input, "allegedCategory", random.nextBoolean() ? "SCAMS_AND_FRAUD" : null);
        return new Sent("reportCase", without(input, "reviewer"));
    }

    private Sent lead(Random random, Map<String, Object> input) {
        var wanted = without(
                with(input, "case", anyCase("QUEUED"), "version", random.nextInt(3) == 0 ? 1 : null), "reviewer");
        return switch (random.nextInt(4)) {
            case 0 -> new Sent("cancelCase", with(wanted, "cancelReason", "DUPLICATE"));
            case 1 -> new Sent("rerouteCase", with(wanted, "queue", queues.get(random.nextInt(3))));
            case 2 -> new Sent("changeCaseSeverity", with(wanted, "severity", random.nextBoolean() ? "P0" : "P3"));
            default -> new Sent("revokeLease", with(wanted, "case", anyCase("IN_REVIEW")));
        };
    }

    private Map<String, Object> held(Random random, Map<String, Object> input) {
        var lease = house.rows("""
                select l.case_id, l.token, l.reviewer_id from cases.lease l
                where %s order by random() limit 1""".formatted(random.nextInt(6) == 0 ? "true" : "l.ended_at is null"));
        if (lease.isEmpty()) {
            return with(input, "case", GlobalId.encode("Case", UUID.randomUUID()), "leaseToken", 1);
        }
        var columns = lease.getFirst().split("\\|");
        if (random.nextInt(2) == 0) {
            input.put("reviewer", GlobalId.encode("Reviewer", UUID.fromString(columns[2])));
        }
        return with(
                input,
                "case",
                GlobalId.encode("Case", UUID.fromString(columns[0])),
                "leaseToken",
                Long.parseLong(columns[1]));
    }

    private Map<String, Object> decision(Random random, Map<String, Object> input) {
        var isViolation = random.nextInt(3) > 0;
        var actions = new ArrayList<Map<String, Object>>();
        if (isViolation) {
            actions.add(Map.of("kind", "LISTING_REMOVAL"));
            if (random.nextBoolean()) {
                actions.add(Map.of("kind", "HEALTH_POINTS", "points", 1 + random.nextInt(5)));
            }
            if (random.nextInt(3) == 0) {
                actions.add(Map.of("kind", "WITHDRAWAL_SUSPENSION", "duration", "P1D"));
            }
        }
        return with(
                input,
                "outcome",
                isViolation ? "VIOLATION" : "NO_VIOLATION",
                "clauses",
                List.of(clause),
                "rationale",
                "As seen",
                "sop",
                sop,
                "actions",
                actions);
    }

    private String anyCase(String state) {
        var found = house.rows(
                "select id from cases.moderation_case where state = '%s' or random() < 0.02 order by random() limit 1"
                        .formatted(state));
        return GlobalId.encode("Case", found.isEmpty() ? UUID.randomUUID() : UUID.fromString(found.getFirst()));
    }

    private String anyDecision() {
        var found =
                house.rows("select id from decisions.decision order by approval = 'PENDING' desc, random() limit 1");
        return GlobalId.encode("Decision", found.isEmpty() ? UUID.randomUUID() : UUID.fromString(found.getFirst()));
    }

    private static Map<String, Object> with(Map<String, Object> input, @Nullable Object... more) {
        for (var index = 0; index < more.length; index += 2) {
            var value = more[index + 1];
            if (value != null) {
                input.put(String.valueOf(more[index]), value);
            }
        }
        return input;
    }

    private static Map<String, Object> without(Map<String, Object> input, String name) {
        input.remove(name);
        return input;
    }
}

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
    private static final int MUTATIONS = Integer.getInteger("work.fuzz", 2_000);
    private static final int THREADS = 8;
    private static final long SEED = Long.getLong("work.seed", 20261122L);
    private static final int CASES = 40;

    /** Of so many mutations one is malformed: what no console sends, and whoever writes against the schema by hand does. */
    private static final int MALFORMED = 40;

    /** What may be told about what is well-formed; anything else is a fault of ours. */
    private static final Set<String> EXPECTED =
            Set.of("GRAPHQL_VALIDATION_FAILED", "IDEMPOTENCY_KEY_REUSED", "IDEMPOTENCY_IN_PROGRESS", "CONFLICT");

    /** Of 1,500 mutations of a kind so many come through at least; a fuzz that is refused everything would see nothing. */
    private static final Map<String, Integer> FLOOR = Map.ofEntries(
            Map.entry("reportCase", 40),
            Map.entry("claimNextCase", 40),
            Map.entry("decideCase", 20),
            Map.entry("holdCase", 1),
            Map.entry("renewLease", 1),
            Map.entry("releaseCase", 1),
            Map.entry("handOverCase", 1),
            Map.entry("resumeCase", 1),
            Map.entry("mergeCase", 1),
            Map.entry("cancelCase", 1),
            Map.entry("rerouteCase", 1),
            Map.entry("changeCaseSeverity", 1),
            Map.entry("revokeLease", 1),
            Map.entry("approveDecision", 1),
            Map.entry("closeCase", 1),
            Map.entry("reopenCase", 1),
            Map.entry("markNoticeSent", 2),
            Map.entry("refuseDecision", 1),
            Map.entry("reverseAction", 1),
            Map.entry("escalateCase", 1),
            Map.entry("snapshotSubject", 4),
            Map.entry("planBulkDecision", 4),
            Map.entry("applyBulkDecision", 1),
            Map.entry("undoBulkDecision", 1));

    /** Nobody rules yet, so that an escalated case stays so; the fuzz does not run out of others. */
    private static final int MOST_ESCALATIONS = 10;

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
    private List<Who> callers = List.of();
    private List<String> people = List.of();
    private List<String> listings = List.of();
    private List<String> queues = List.of();
    private String clause = "";
    private String sop = "";

    /**
     * A caller.
     *
     * @param person who works with the token; null: nobody in particular
     * @param namesOthers the token has ON_BEHALF; without it the schema of the caller has no field for that
     */
    private record Who(GraphClient client, @Nullable String person, boolean namesOthers) {}

    private record Sent(Who by, String mutation, Map<String, Object> input, boolean isMalformed) {}

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
        Invariants.hold(house);
        var faults = new ArrayList<ClockFault>();
        VerifyClocks.run(sql, faults::add);
        assertThat(faults).as("clocks that their events do not tell").isEmpty();
        // In a long run cases are used up: what comes through does not grow with what is sent.
        FLOOR.forEach((mutation, least) -> assertThat(outcome(mutation + " done"))
                .as("%s that came through, of %s", mutation, outcomes)
                .isGreaterThanOrEqualTo(Math.max(1L, (long) least * Math.min(MUTATIONS, 3_000) / 1_500)));
        assertThat(outcome("malformed")).isPositive();
    }

    @BeforeAll
    void build() {
        callers = List.of(
                person("Ann", false),
                person("Bea", false),
                person("Lea", false),
                person("Vic", true),
                new Who(client.as(house.vendorToken()), null, true),
                new Who(client, null, true),
                new Who(client.as(TestTokens.with(database, Scope.CASES_READ)), null, false),
                person("Max", false));
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

    private Who person(String name, boolean namesOthers) {
        return new Who(client.as(house.tokenOf(name)), house.person(name), namesOthers);
    }

    private long outcome(String name) {
        var count = outcomes.get(name);
        return count == null ? 0 : count.sum();
    }

    private void send(Random random, int times) {
        var before = new ArrayList<Sent>();
        for (var time = 0; time < times; time++) {
            var sent = before.isEmpty() || random.nextInt(10) > 0
                    ? next(random)
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

    private void note(Sent sent) {
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

    private Sent next(Random random) {
        var by = callers.get(random.nextInt(callers.size()));
        var sent = next(random, by);
        return random.nextInt(MALFORMED) > 0 ? sent : malformed(random, sent);
    }

    private static Sent malformed(Random random, Sent sent) {
        var input = new HashMap<>(sent.input());
        switch (random.nextInt(4)) {
            case 0 -> input.remove("idempotencyKey");
            case 1 -> input.put("idempotencyKey", List.of());
            case 2 -> input.put("colour", "green");
            default -> input.put("version", "the latest");
        }
        return new Sent(sent.by(), sent.mutation(), input, true);
    }

    private Sent next(Random random, Who by) {
        var plain = new HashMap<String, Object>();
        plain.put("idempotencyKey", UUID.randomUUID().toString());
        var input = acting(random, by, new HashMap<>(plain));
        return switch (random.nextInt(27)) {
            case 0, 1, 2 -> sent(by, "reportCase", report(random, plain));
            case 3, 4, 5, 6 ->
                sent(
                        by,
                        "claimNextCase",
                        with(input, "queue", random.nextInt(3) == 0 ? null : queues.get(random.nextInt(3))));
            case 7, 8, 9 -> sent(by, "decideCase", decision(random, held(random, by, input)));
            case 10 ->
                sent(
                        by,
                        "holdCase",
                        with(
                                held(random, by, input),
                                "holdReason",
                                random.nextBoolean() ? "AWAITING_SELLER" : "OTHER",
                                "wakeAt",
                                Instant.now().plusSeconds(random.nextInt(5) - 1).toString()));
            case 11 -> sent(by, random.nextBoolean() ? "releaseCase" : "renewLease", held(random, by, input));
            case 12 ->
                sent(
                        by,
                        "handOverCase",
                        with(
                                held(random, by, input),
                                "to",
                                people.get(random.nextInt(people.size())),
                                "note",
                                "please"));
            case 13 -> sent(by, "resumeCase", with(input, "case", anyCase("ON_HOLD")));
            case 14 -> lead(random, plain);
            case 15 -> merge(plain);
            case 16 -> sent(looker(random), "approveDecision", with(plain, "decision", anyDecision()));
            case 17 -> sent(by, "closeCase", with(plain, "case", anyCase("DECIDED")));
            case 18 ->
                sent(leadOr(random, by), "reopenCase", with(plain, "case", anyCase("CLOSED"), "cause", "NEW_EVIDENCE"));
            case 19 -> sent(by, "markNoticeSent", with(plain, "case", anyCase("DECIDED")));
            case 20 -> sent(looker(random), "refuseDecision", with(plain, "decision", anyDecision(), "note", "No."));
            case 21 ->
                sent(leadOr(random, by), "reverseAction", with(plain, "action", anyAction(), "reason", "Wrong."));
            case 22 -> sent(by, "snapshotSubject", with(input, "case", anyCase("IN_REVIEW")));
            case 23 -> escalation(random, by, input);
            case 24 -> bulk(random, "planBulkDecision", decision(random, with(plain, "cases", someCases())));
            case 25 ->
                bulk(
                        random,
                        "applyBulkDecision",
                        with(
                                plain,
                                "bulkDecision",
                                anyBulk("PLANNED"),
                                "onError",
                                random.nextInt(4) == 0 ? "REJECT_ALL" : "REJECT_ITEM"));
            default ->
                bulk(random, "undoBulkDecision", with(plain, "bulkDecision", anyBulk("APPLIED"), "reason", "Wrong."));
        };
    }

    private static Sent sent(Who by, String mutation, Map<String, Object> input) {
        return new Sent(by, mutation, input, false);
    }

    /** Whoever has no person names somebody, most of the time; whoever has one sometimes names another, if she may. */
    private Map<String, Object> acting(Random random, Who by, Map<String, Object> input) {
        var names = by.namesOthers() && random.nextInt(6) < (by.person() == null ? 5 : 1);
        return with(input, "reviewer", names ? people.get(random.nextInt(people.size())) : null);
    }

    private Map<String, Object> report(Random random, Map<String, Object> input) {
        input.putAll(house.report(listings.get(random.nextInt(listings.size()))));
        return with(input, "allegedCategory", random.nextBoolean() ? "SCAMS_AND_FRAUD" : null);
    }

    private Who lead() {
        return callers.get(2);
    }

    /** One of the two leads: what one has proposed herself is for the other. */
    private Who looker(Random random) {
        return random.nextBoolean() ? lead() : callers.getLast();
    }

    /** The lead, or, half of the time, somebody who may not. */
    private Who leadOr(Random random, Who other) {
        return random.nextBoolean() ? lead() : other;
    }

    private Sent lead(Random random, Map<String, Object> input) {
        var by = leadOr(random, callers.get(random.nextInt(callers.size())));
        var wanted = with(input, "case", anyCase("QUEUED"), "version", random.nextInt(5) == 0 ? 1 : null);
        return switch (random.nextInt(4)) {
            case 0 -> sent(by, "cancelCase", with(wanted, "cancelReason", "DUPLICATE"));
            case 1 -> sent(by, "rerouteCase", with(wanted, "queue", queues.get(random.nextInt(3))));
            case 2 -> sent(by, "changeCaseSeverity", with(wanted, "severity", random.nextBoolean() ? "P0" : "P3"));
            default -> sent(by, "revokeLease", with(wanted, "case", anyCase("IN_REVIEW")));
        };
    }

    /** Two about one listing, where there are two. */
    private Sent merge(Map<String, Object> input) {
        var found = house.rows("""
                select a.id, b.id from cases.moderation_case a join cases.moderation_case b on b.listing_id = a.listing_id and b.id <> a.id
                where a.state = 'QUEUED' and b.state in ('QUEUED', 'IN_REVIEW') order by random() limit 1""");
        var pair = found.isEmpty() ? null : found.getFirst().split("\\|");
        return sent(
                lead(),
                "mergeCase",
                with(
                        input,
                        "case",
                        pair == null ? anyCase("QUEUED") : GlobalId.encode("Case", UUID.fromString(pair[0])),
                        "into",
                        pair == null ? anyCase("QUEUED") : GlobalId.encode("Case", UUID.fromString(pair[1]))));
    }

    /** Most of the time a lease of the caller's own, or in the name of whose it is; otherwise of anybody, or one that has ended. */
    private Map<String, Object> held(Random random, Who by, Map<String, Object> input) {
        var person = random.nextInt(5) > 0 ? by.person() : null;
        var lease = house.rows("""
                select l.case_id, l.token, l.reviewer_id from cases.lease l
                where %s and %s order by random() limit 1""".formatted(
                        random.nextInt(6) == 0 ? "true" : "l.ended_at is null",
                        person == null ? "true" : "l.reviewer_id = '%s'".formatted(Workplace.uuid(person))));
        if (lease.isEmpty()) {
            return with(input, "case", GlobalId.encode("Case", UUID.randomUUID()), "leaseToken", 1);
        }
        var columns = lease.getFirst().split("\\|");
        if (by.namesOthers() && person == null && random.nextInt(5) > 0) {
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

    private Sent escalation(Random random, Who by, Map<String, Object> input) {
        return outcome("escalateCase done") < MOST_ESCALATIONS
                ? sent(
                        by,
                        "escalateCase",
                        with(
                                held(random, by, input),
                                "type",
                                "POLICY_QUESTION",
                                "severity",
                                "HIGH",
                                "level",
                                "L2",
                                "question",
                                "Is that a lamp?"))
                : sent(by, "snapshotSubject", with(input, "case", anyCase("QUEUED")));
    }

    /** By the lead, most of the time: a plan is applied by whoever made it. */
    private Sent bulk(Random random, String mutation, Map<String, Object> input) {
        return sent(random.nextInt(5) > 0 ? lead() : callers.get(random.nextInt(callers.size())), mutation, input);
    }

    private List<String> someCases() {
        return house
                .rows(
                        "select id from cases.moderation_case where state = 'QUEUED' or random() < 0.02 order by random() limit 4")
                .stream()
                .map(id -> GlobalId.encode("Case", UUID.fromString(id)))
                .toList();
    }

    private String anyBulk(String state) {
        var found = house.rows(
                "select id from decisions.bulk_decision order by state = '%s' desc, random() limit 1".formatted(state));
        return GlobalId.encode("BulkDecision", found.isEmpty() ? UUID.randomUUID() : UUID.fromString(found.getFirst()));
    }

    private String anyAction() {
        var found = house.rows(
                "select id from decisions.enforcement_action order by state = 'ACTIVE' desc, random() limit 1");
        return GlobalId.encode(
                "EnforcementAction", found.isEmpty() ? UUID.randomUUID() : UUID.fromString(found.getFirst()));
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
}

package docket.sla;

import docket.access.TestTokens;
import docket.platform.request.GlobalId;
import docket.platform.request.Scope;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import docket.testing.Workplace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chooses what the fuzz sends next: a mutation by some caller, often one that fits what there is just then, and often not. */
final class RandomWork {
    private static final int LISTINGS = 40;

    /** Of so many mutations one is malformed: what no console sends, and whoever writes against the schema by hand does. */
    private static final int MALFORMED = 40;

    /** Nobody rules yet, so that an escalated case stays so; the fuzz does not run out of others. */
    private static final int MOST_ESCALATIONS = 10;

    /**
     * A caller.
     *
     * @param person who works with the token; null: nobody in particular
     * @param namesOthers the token has ON_BEHALF; without it the schema of the caller has no field for that
     */
    record Who(GraphClient client, @Nullable String person, boolean namesOthers) {}

    record Sent(Who by, String mutation, Map<String, Object> input, boolean isMalformed) {}

    private final Workplace house;
    private final Who lead;
    private final Who otherLead;
    private final List<Who> callers;
    private final List<String> people;
    private final List<String> listings;
    private final List<String> queues;
    private final String clause;
    private final String sop;

    RandomWork(Workplace house, GraphClient client, TestDatabase database) {
        this.house = house;
        lead = person("Lea", false);
        otherLead = person("Max", false);
        callers = List.of(
                person("Ann", false),
                person("Bea", false),
                lead,
                person("Vic", true),
                new Who(client.as(house.vendorToken()), null, true),
                new Who(client, null, true),
                new Who(client.as(TestTokens.with(database, Scope.CASES_READ)), null, false),
                otherLead);
        people = Stream.of("Ann", "Bea", "Una", "Lea", "Vic").map(house::person).toList();
        queues = List.of(house.queue("listings-de"), house.queue("listings-fr"), house.queue("sellers-de"));
        clause = house.clause();
        sop = house.sop();
        var made = new ArrayList<String>();
        for (var i = 0; i < LISTINGS; i++) {
            made.add(house.listing(i % 3 == 0 ? "FR" : "DE"));
        }
        listings = made;
    }

    private Who person(String name, boolean namesOthers) {
        return new Who(house.as(name), house.person(name), namesOthers);
    }

    Sent next(Random random) {
        var by = one(random, callers);
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
        return switch (random.nextInt(30)) {
            case 0, 1, 2 -> sent(by, "reportCase", report(random, plain));
            case 3, 4, 5, 6 ->
                sent(by, "claimNextCase", with(input, "queue", random.nextInt(3) == 0 ? null : one(random, queues)));
            case 7, 8, 9 -> sent(by, "decideCase", keeping(random, decision(random, held(random, by, input))));
            case 10 -> sent(by, "holdCase", hold(random, held(random, by, input)));
            case 11 -> sent(by, random.nextBoolean() ? "releaseCase" : "renewLease", held(random, by, input));
            case 12 ->
                sent(by, "handOverCase", with(held(random, by, input), "to", one(random, people), "note", "please"));
            case 13 -> sent(by, "resumeCase", with(input, "case", anyCase("ON_HOLD")));
            case 14 -> ofLeads(random, plain);
            case 15 -> merge(plain);
            case 16 -> sent(looker(random), "approveDecision", with(plain, "decision", anyDecision()));
            case 17 -> sent(by, "closeCase", with(plain, "case", anyCase("DECIDED")));
            case 18 ->
                sent(leadOr(random, by), "reopenCase", with(plain, "case", anyCase("CLOSED"), "cause", "NEW_EVIDENCE"));
            case 19 ->
                sent(by, "markNoticeSent", with(plain, "case", anyCase(random.nextInt(4) == 0 ? "QUEUED" : "DECIDED")));
            case 20 -> sent(looker(random), "refuseDecision", with(plain, "decision", anyDecision(), "note", "No."));
            case 21 ->
                sent(leadOr(random, by), "reverseAction", with(plain, "action", anyAction(), "reason", "Wrong."));
            case 22 -> sent(by, "snapshotSubject", with(input, "case", anyCase("IN_REVIEW")));
            case 23 -> escalation(random, by, input);
            case 24 -> bulk(random, "planBulkDecision", decision(random, with(plain, "cases", someCases())));
            case 25 -> apply(random, "applyBulkDecision", plain, "bulkDecision");
            case 26 -> undo(random, "undoBulkDecision", plain, "bulkDecision");
            case 27 -> bulk(random, "planBulkAction", action(random, plain));
            case 28 -> apply(random, "applyBulkAction", plain, "bulkAction");
            default -> undo(random, "undoBulkAction", plain, "bulkAction");
        };
    }

    private static Sent sent(Who by, String mutation, Map<String, Object> input) {
        return new Sent(by, mutation, input, false);
    }

    /** Whoever has no person names somebody, most of the time; whoever has one sometimes names another, if she may. */
    private Map<String, Object> acting(Random random, Who by, Map<String, Object> input) {
        var names = by.namesOthers() && random.nextInt(6) < (by.person() == null ? 5 : 1);
        return with(input, "reviewer", names ? one(random, people) : null);
    }

    private Map<String, Object> report(Random random, Map<String, Object> input) {
        input.putAll(house.report(one(random, listings)));
        return with(input, "allegedCategory", random.nextBoolean() ? "SCAMS_AND_FRAUD" : null);
    }

    /** One of the two leads: what one has proposed herself is for the other. */
    private Who looker(Random random) {
        return random.nextBoolean() ? lead : otherLead;
    }

    /** The lead, or, half of the time, somebody who may not. */
    private Who leadOr(Random random, Who other) {
        return random.nextBoolean() ? lead : other;
    }

    private Sent ofLeads(Random random, Map<String, Object> input) {
        var by = leadOr(random, one(random, callers));
        var wanted = with(input, "case", anyCase("QUEUED"), "version", random.nextInt(5) == 0 ? 1 : null);
        return switch (random.nextInt(4)) {
            case 0 -> sent(by, "cancelCase", with(wanted, "cancelReason", "DUPLICATE"));
            case 1 -> sent(by, "rerouteCase", with(wanted, "queue", one(random, queues)));
            case 2 -> sent(by, "changeCaseSeverity", with(wanted, "severity", random.nextBoolean() ? "P0" : "P3"));
            default -> sent(by, "revokeLease", with(wanted, "case", anyCase("IN_REVIEW")));
        };
    }

    /** Two about one listing, where there are two. */
    private Sent merge(Map<String, Object> input) {
        var found = house.rows("""
                select a.id, b.id from cases.moderation_case a join cases.moderation_case b on b.listing_id = a.listing_id and b.id <> a.id
                where a.state = 'QUEUED' and b.state in ('QUEUED', 'IN_REVIEW') order by random() limit 1""");
        if (found.isEmpty()) {
            return sent(lead, "mergeCase", with(input, "case", anyCase("QUEUED"), "into", anyCase("QUEUED")));
        }
        var pair = found.getFirst().split("\\|");
        var merged = GlobalId.encode("Case", UUID.fromString(pair[0]));
        return sent(
                lead,
                "mergeCase",
                with(input, "case", merged, "into", GlobalId.encode("Case", UUID.fromString(pair[1]))));
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
        var held = GlobalId.encode("Case", UUID.fromString(columns[0]));
        return with(input, "case", held, "leaseToken", Long.parseLong(columns[1]));
    }

    private static Map<String, Object> hold(Random random, Map<String, Object> input) {
        var wakeAt = Instant.now().plusSeconds(random.nextInt(5) - 1);
        var reason = random.nextBoolean() ? "AWAITING_SELLER" : "OTHER";
        return with(input, "holdReason", reason, "wakeAt", wakeAt.toString());
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
        with(input, "outcome", isViolation ? "VIOLATION" : "NO_VIOLATION", "clauses", List.of(clause));
        return with(input, "rationale", "As seen", "sop", sop, "actions", actions);
    }

    /** Half of the time what is in force of the case goes on. */
    private Map<String, Object> keeping(Random random, Map<String, Object> input) {
        if (random.nextBoolean()) {
            return input;
        }
        var kept = house.rows("""
                        select a.id from decisions.enforcement_action a join decisions.decision d on d.id = a.decision_id
                        where d.case_id = '%s' and a.state = 'ACTIVE'""".formatted(Workplace.uuid(String.valueOf(input.get("case"))))).stream()
                .map(id -> GlobalId.encode("EnforcementAction", UUID.fromString(id)))
                .toList();
        return with(input, "keepActions", kept.isEmpty() ? null : kept);
    }

    private Sent escalation(Random random, Who by, Map<String, Object> input) {
        var escalated = house.value("select count(*) from cases.moderation_case where state = 'ESCALATED'");
        if (Integer.parseInt(escalated) >= MOST_ESCALATIONS) {
            return sent(by, "snapshotSubject", with(input, "case", anyCase("QUEUED")));
        }
        with(held(random, by, input), "type", "POLICY_QUESTION", "severity", "HIGH", "level", "L2");
        return sent(by, "escalateCase", with(input, "question", "Is that a lamp?"));
    }

    /** By the lead, most of the time: a plan is applied by whoever made it. */
    private Sent bulk(Random random, String mutation, Map<String, Object> input) {
        return sent(random.nextInt(5) > 0 ? lead : one(random, callers), mutation, input);
    }

    private Sent apply(Random random, String mutation, Map<String, Object> input, String field) {
        var onError = random.nextInt(4) == 0 ? "REJECT_ALL" : "REJECT_ITEM";
        return bulk(random, mutation, with(input, field, anyBulk(field, "PLANNED"), "onError", onError));
    }

    private Sent undo(Random random, String mutation, Map<String, Object> input, String field) {
        return bulk(random, mutation, with(input, field, anyBulk(field, "APPLIED"), "reason", "Wrong."));
    }

    /** Mostly a move of some cases; now and then of what waits in a queue, to their end, or nothing that can be done. */
    private Map<String, Object> action(Random random, Map<String, Object> input) {
        var what = random.nextInt(8);
        with(
                input,
                "queue",
                what > 1 ? one(random, queues) : null,
                "cancelReason",
                what == 1 || what == 2 ? "DUPLICATE" : null);
        return random.nextInt(6) > 0
                ? with(input, "cases", someCases())
                : with(input, "waiting", Map.of("queue", one(random, queues), "severities", List.of("P0", "P3")));
    }

    private List<String> someCases() {
        return house
                .rows(
                        "select id from cases.moderation_case where state = 'QUEUED' or random() < 0.02 order by random() limit 4")
                .stream()
                .map(id -> GlobalId.encode("Case", UUID.fromString(id)))
                .toList();
    }

    private String anyCase(String state) {
        return any("Case", "cases.moderation_case", "state = '%s' and random() > 0.02".formatted(state));
    }

    private String anyDecision() {
        return any("Decision", "decisions.decision", "approval = 'PENDING'");
    }

    private String anyAction() {
        return any("EnforcementAction", "decisions.enforcement_action", "state = 'ACTIVE'");
    }

    private String anyBulk(String field, String state) {
        return field.equals("bulkAction")
                ? any("BulkAction", "cases.bulk_action", "state = '%s'".formatted(state))
                : any("BulkDecision", "decisions.bulk_decision", "state = '%s'".formatted(state));
    }

    /** Of those in the table one that is preferred, if there is any; an id that nothing has, if there are none. */
    private String any(String type, String table, String preferred) {
        var found = house.rows("select id from %s order by %s desc, random() limit 1".formatted(table, preferred));
        return GlobalId.encode(type, found.isEmpty() ? UUID.randomUUID() : UUID.fromString(found.getFirst()));
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
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

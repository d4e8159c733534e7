package docket.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.Answer;
import docket.testing.GraphClient;
import docket.testing.Workplace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The ways of the graph to have somebody of a {@link Workplace} claim and decide; the caller is an administrator, and another one for second looks. */
final class Desk {
    private static final Set<String> SECOND_LOOKS = Set.of("approveDecision", "refuseDecision");

    private final GraphClient client;
    private final GraphClient second;
    private final Workplace house;

    Desk(Workplace house) {
        this.client = house.client();
        this.second = client.as(house.administratorToken());
        this.house = house;
    }

    /** A case in somebody's hands: its id, and the number of the lease. */
    record Held(String id, long token) {
        UUID uuid() {
            return Workplace.uuid(id);
        }

        String decisionByHand() {
            return Workplace.decisionByHand(uuid(), token);
        }
    }

    /** Reported, routed and claimed; nothing else waits. */
    Held claimed(String subject, String by) {
        var reported = mutate("reportCase", "case { id }", house.report(subject));
        var held = claim(by);
        assertThat(held.id()).isEqualTo(reported.at("/case/id").asString());
        return held;
    }

    Held claim(String by) {
        return held(mutate("claimNextCase", "case { id } lease { token }", Map.of("reviewer", house.person(by))));
    }

    private static Held held(JsonNode payload) {
        return new Held(
                payload.at("/case/id").asString(), payload.at("/lease/token").asLong());
    }

    Map<String, Object> decision(Held held, String by, String outcome, Object... more) {
        var input =
                house.judgement(outcome, "case", held.id(), "leaseToken", held.token(), "reviewer", house.person(by));
        input.put("idempotencyKey", UUID.randomUUID().toString());
        return Workplace.with(input, more);
    }

    static Map<String, Object> action(String kind, Object... more) {
        return Workplace.with(new HashMap<>(Map.of("kind", kind)), more);
    }

    static final String DECIDED = """
            case { id state } decision { id approval supersedes { id } actions { id kind state effectiveAt endsAt } }""";

    /** The payload; fails when something had to be mended. */
    JsonNode decide(Held held, String by, String outcome, Object... more) {
        return mutate("decideCase", DECIDED, decision(held, by, outcome, more));
    }

    static String decisionOf(JsonNode payload) {
        return payload.at("/decision/id").asString();
    }

    /** A second look at what was proposed. */
    Map<String, Object> look(JsonNode proposed, String by, Object... more) {
        var input = new HashMap<String, Object>();
        input.put("decision", decisionOf(proposed));
        input.put("reviewer", house.person(by));
        return Workplace.with(input, more);
    }

    JsonNode approve(JsonNode proposed, String by) {
        return mutate("approveDecision", DECIDED, look(proposed, by));
    }

    static final String REFUSED = """
            case { id state assignee { id } } decision { approval actions { state } } lease { token reviewer { name } }""";

    JsonNode refuse(JsonNode proposed, String by) {
        return mutate("refuseDecision", REFUSED, look(proposed, by, "note", "Too hard."));
    }

    /** In the hands of whoever proposed what is refused. */
    Held givenBack(JsonNode refused) {
        assertThat(refused.at("/case/state").asString()).isEqualTo("IN_REVIEW");
        return held(refused);
    }

    void reopen(Held held, String cause) {
        mutate("reopenCase", "case { state }", Map.of("case", held.id(), "cause", cause));
    }

    /** Whoever is restricted has got the reasons. */
    void tell(Held held) {
        mutate("markNoticeSent", "case { state }", Map.of("case", held.id()));
    }

    /** Fails when something is still to come. */
    void close(Held held) {
        var closed = mutate("closeCase", "case { state }", Map.of("case", held.id()));
        assertThat(closed.at("/case/state").asString()).isEqualTo("CLOSED");
    }

    /** @param action its id */
    JsonNode reverse(String action) {
        return mutate(
                "reverseAction",
                "action { state effectiveAt reversedAt reversedReason }",
                Map.of("action", action, "reason", "It was wrong."));
    }

    Answer send(String mutation, String selection, Map<String, Object> input) {
        return send(SECOND_LOOKS.contains(mutation) ? second : client, mutation, selection, input);
    }

    static Answer send(GraphClient by, String mutation, String selection, Map<String, Object> input) {
        var keyed = new HashMap<>(input);
        keyed.putIfAbsent("idempotencyKey", UUID.randomUUID().toString());
        return by.explain(GraphClient.mutation(mutation, selection + " wasRepeated"), Map.of("input", keyed));
    }

    JsonNode mutate(String mutation, String selection, Map<String, Object> input) {
        var payload = send(mutation, selection, input).data(mutation);
        assertThat(payload.at("/userErrors").size()).as(payload.toString()).isZero();
        return payload;
    }

    /** Each as {@code CODE input.field}. */
    List<String> refused(String mutation, Map<String, Object> input) {
        return refused(mutation, send(mutation, "case { id }", input));
    }

    static List<String> refused(String mutation, Answer answer) {
        var errors = answer.data(mutation + "/userErrors");
        assertThat(errors.size()).as(answer.body()).isPositive();
        return errors.valueStream()
                .map(error -> error.path("code").asString() + " "
                        + String.join(
                                ".",
                                error.path("field")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList()))
                .toList();
    }
}

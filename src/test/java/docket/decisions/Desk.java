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
    }

    /** Reported, routed and claimed; nothing else waits. */
    Held claimed(String subject, String by) {
        var reported = mutate("reportCase", "case { id }", house.report(subject));
        var held = claim(by);
        assertThat(held.id()).isEqualTo(reported.at("/case/id").asString());
        return held;
    }

    Held claim(String by) {
        var claimed = mutate("claimNextCase", "case { id } lease { token }", Map.of("reviewer", house.person(by)));
        return new Held(
                claimed.at("/case/id").asString(),
                Long.parseLong(claimed.at("/lease/token").asString()));
    }

    Map<String, Object> decision(Held held, String by, String outcome, Object... more) {
        var input = new HashMap<String, Object>();
        input.put("idempotencyKey", UUID.randomUUID().toString());
        input.put("case", held.id());
        input.put("leaseToken", held.token());
        input.put("reviewer", house.person(by));
        input.put("outcome", outcome);
        input.put("clauses", List.of(house.clause()));
        input.put("sop", house.sop());
        input.put("rationale", "The wires are open.");
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

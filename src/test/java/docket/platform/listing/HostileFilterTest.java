package docket.platform.listing;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Filters and cursors that no console sends: refused by their argument before they reach the database. */
@DocketTest
class HostileFilterTest {
    private static final String ID = "01900000-0000-7000-8000-000000000001";

    @Autowired
    GraphClient client;

    @Test
    void wordsStandBesideOrAndNotInIt() {
        var inside = cases("filter: {or: [{number: {eq: 1}}, {text: {matches: \"toys\"}}]}");
        assertRefused(inside, "filter.or.1.text");
        assertThat(inside.at("errors/0/message").asString()).contains("beside 'or'", "alias");
        var deeper = cases("filter: {or: [{or: [{text: {matches: \"toys\"}}]}]}");
        assertRefused(deeper, "filter.or.0.or.0.text");
        var beside = cases("filter: {text: {matches: \"toys\"}, or: [{state: {eq: QUEUED}}, {number: {eq: 1}}]}");
        assertThat(beside.data("cases/nodes").isArray()).isTrue();
    }

    @Test
    void comparisonsAreCountedThroughAllBranches() {
        assertThat(cases(branches(66)).data("cases/nodes").isArray()).isTrue();
        var tooMany = cases(branches(67));
        assertRefused(tooMany, "filter");
        assertThat(tooMany.at("errors/0/extensions/value").asInt()).isEqualTo(201);
        assertThat(tooMany.at("errors/0/extensions/maximum").asInt()).isEqualTo(200);
        assertThat(tooMany.at("errors/0/message").asString()).contains("201", "200");
    }

    private static String branches(int count) {
        var branch = "{number: {gte: 1, lt: 9}, state: {eq: QUEUED}}";
        return "filter: {or: [" + String.join(", ", Collections.nCopies(count, branch)) + "]}";
    }

    @Test
    void orStandsThreeLevelsDeepAtMost() {
        assertThat(cases(nested(3)).data("cases/nodes").isArray()).isTrue();
        var tooDeep = cases(nested(4));
        assertRefused(tooDeep, "filter");
        assertThat(tooDeep.at("errors/0/extensions/value").asInt()).isEqualTo(4);
        assertThat(tooDeep.at("errors/0/extensions/maximum").asInt()).isEqualTo(3);
    }

    private static String nested(int levels) {
        return "filter: {" + "or: [{".repeat(levels) + "number: {eq: 1}" + "}]".repeat(levels) + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+294277-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z",
                "-4713-12-31T00:00:00Z",
                "2026-01-01T00:00:00.000Z",
                "2026-01-01T09:00:00+09:00",
                "2026-02-30T00:00:00Z",
                "Infinity",
                "-infinity",
                "now",
                ""
            })
    void aCursorHoldsAnInstantThatTheDatabaseKnows(String instant) {
        assertRefused(after("RECEIVED_AT\n" + ID + "\n" + instant), "after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1-1-1-1", "01900000-0000-7000-8000-00000000000A", "{01900000}", ""})
    void aCursorHoldsAUuidAsTheDatabaseWritesIt(String id) {
        assertRefused(after("RECEIVED_AT\n" + id + "\n2026-01-01T00:00:00Z"), "after");
    }

    @Test
    void aCursorIsTakenAsItWasGivenAndNoOtherWay() {
        var cursor = "RECEIVED_AT\n" + ID + "\n2026-01-01T00:00:00Z";
        assertThat(after(cursor).data("cases/nodes").isArray()).isTrue();
        assertRefused(cases("after: \"%s=\"".formatted(encoded(cursor))), "after");
        assertRefused(after(cursor + "\n"), "after");
        assertRefused(after("DUE_AT\n" + ID + "\n2026-01-01T00:00:00Z"), "after");
    }

    private Answer after(String cursor) {
        return cases("after: \"%s\"".formatted(encoded(cursor)));
    }

    private static String encoded(String cursor) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
    }

    private Answer cases(String arguments) {
        return client.execute("{ cases(first: 1, %s) { nodes { id } } }".formatted(arguments));
    }

    private static void assertRefused(Answer answer, String argument) {
        assertThat(answer.errorCodes()).as(answer.body()).containsExactly("BAD_USER_INPUT");
        assertThat(answer.at("errors/0/extensions/argument").asString()).isEqualTo(argument);
    }
}

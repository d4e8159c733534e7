package docket.platform.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Small texts that mean much work are refused before any of it is done. */
class HostileDocumentTest {
    /** Far above the 50 ms that a warm server needs: the tests run on busy machines. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final EngineClient client = EngineClient.small();

    static Stream<Arguments> documents() {
        return Stream.of(
                hostile("deep", "DEPTH_LIMIT", "{ hero " + "{ friends ".repeat(16) + "{ name }" + " }".repeat(17)),
                hostile(
                        "very deep",
                        "DOCUMENT_LIMIT",
                        "{ hero " + "{ friends ".repeat(900) + "{ name }" + " }".repeat(901)),
                hostile(
                        "nested lists",
                        "DOCUMENT_LIMIT",
                        "{ echo(list: " + "[".repeat(1_500) + "]".repeat(1_500) + ") }"),
                hostile("1,000 aliases", "ALIAS_LIMIT", fields(1_000, "a%d: nothing")),
                hostile("10,000 aliases", "DOCUMENT_LIMIT", fields(10_000, "a%d:nothing")),
                hostile("31 root fields", "DOCUMENT_LIMIT", fields(11, "a%1$d: nothing b%1$d: kinds c%1$d: matrix")),
                hostile("aliases of one field below", "ALIAS_LIMIT", "{ hero " + fields(16, "a%d: name") + " }"),
                hostile("14,000 repeated fields", "DOCUMENT_LIMIT", "{ " + "nothing ".repeat(14_000) + "}"),
                hostile(
                        "cyclic fragments",
                        "GRAPHQL_VALIDATION_FAILED",
                        "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }"),
                hostile("exploding fragments", "DOCUMENT_LIMIT", explosion(11)),
                hostile("exploding flat fragments", "DOCUMENT_LIMIT", flatExplosion(40)),
                hostile("5,000 directives", "DOCUMENT_LIMIT", "{ nothing " + "@skip(if: false) ".repeat(5_000) + "}"),
                hostile("60 directives", "DOCUMENT_LIMIT", fields(12, "a%d: nothing " + "@wonder ".repeat(5))),
                hostile("six directives in one place", "DOCUMENT_LIMIT", "{ nothing " + "@wonder ".repeat(6) + "}"),
                hostile("unknown directive", "GRAPHQL_VALIDATION_FAILED", "{ nothing @wonder }"),
                hostile(
                        "introspection in circles",
                        "DOCUMENT_LIMIT",
                        "{ __schema { types " + "{ fields { type ".repeat(5) + "{ name }" + " } }".repeat(5) + " } }"),
                hostile("introspection many times", "ALIAS_LIMIT", fields(12, "a%d: __schema { types { name } }")),
                hostile("long text", "DOCUMENT_LIMIT", "{ echo(text: \"" + "x".repeat(70_000) + "\") }"),
                hostile("long list", "DOCUMENT_LIMIT", "{ echo(list: [" + "1,".repeat(5_000) + "]) }"),
                hostile("comments", "DOCUMENT_LIMIT", "#\n".repeat(40_000) + "{ nothing }"),
                hostile(
                        "great page",
                        "COST_LIMIT",
                        "{ humans(first: 1000000000) { friends { name } } "
                                + "places { v: visitors(first: 1000000000) { ... on Place { visitors(first: 1000000000) { ... on Place { visitors(first: 1000000000) { ... on Place { visitors(first: 99) { __typename } } } } } } } } }"),
                hostile("null character", "GRAPHQL_PARSE_FAILED", "{ noth\0ing }"),
                hostile("lone surrogate", "GRAPHQL_PARSE_FAILED", "{ echo(text: \"\\ud800\") }"));
    }

    private static Arguments hostile(String name, String code, String document) {
        return Arguments.of(name, code, document);
    }

    private static String fields(int count, String form) {
        return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining(" ", "{ ", " }"));
    }

    private static String explosion(int levels) {
        var fragments = IntStream.range(0, levels)
                .mapToObj(level ->
                        "fragment f%1$d on Character { a%1$d: friends { ...f%2$d } b%1$d: friends { ...f%2$d } c%1$d: friends { ...f%2$d } }"
                                .formatted(level, level + 1))
                .collect(Collectors.joining(" "));
        return "{ hero { ...f0 } } " + fragments + " fragment f%d on Character { name }".formatted(levels);
    }

    private static String flatExplosion(int levels) {
        var fragments = IntStream.range(0, levels)
                .mapToObj(level -> "fragment f%1$d on Query { ...f%2$d a%1$d: nothing ...f%2$d ...f%2$d }"
                        .formatted(level, level + 1))
                .collect(Collectors.joining(" "));
        return "{ ...f0 } " + fragments + " fragment f%d on Query { nothing }".formatted(levels);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void refusesAtOnce(String name, String code, String document) {
        var started = Instant.now();
        var answer = client.ask(document);
        assertThat(Duration.between(started, Instant.now())).isLessThan(PATIENCE);
        assertThat(answer.at("/errors/0/extensions/code").asString())
                .as(answer.toString())
                .isEqualTo(code);
        assertThat(answer.has("data")).isFalse();
    }
}

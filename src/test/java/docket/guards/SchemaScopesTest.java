package docket.guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import docket.platform.graph.WiredSchema;
import docket.platform.request.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/** The check that runs at every start: what does not say which scope it takes would be open to all, so Docket does not start. */
class SchemaScopesTest {
    record Thing(String name, List<Part> parts) {}

    record Part(String name) {}

    private static final String THINGS = """
            extend type Query { thing(secret: Int @requires(scope: QUALITY_READ)): Thing @requires(scope: CASES_READ) }
            type Thing @requires(scope: CASES_READ) {
              name: String!
              parts: [Part!] @requires(scope: METRICS_READ)
            }
            type Part @requires(scope: METRICS_READ) { name: String! }
            """;

    private static void start(String sdl) throws IOException {
        var base = new ClassPathResource("graphql/schema.graphqls")
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        WiredSchema.of(List.of(base, sdl), List.of(graph -> {
            graph.query("thing", call -> null);
            graph.value("Thing", Thing.class);
            graph.value("Part", Part.class);
        }));
    }

    @Test
    void startsWhenEverythingSaysWhatItTakes() {
        assertThatCode(() -> start(THINGS)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            : Thing @requires(scope: CASES_READ)    | : Thing                                 | Query.thing requires no scope
            : Thing @requires(scope: CASES_READ)    | : Thing @requires(scope: QUALITY_READ)  | Query.thing leads to what requires CASES_READ, and does not say so
            type Part @requires(scope: METRICS_READ) | type Part                              | Part requires no scope
            parts: [Part!] @requires(scope: METRICS_READ) | parts: [Part!]                    | Thing.parts leads to what requires METRICS_READ, and does not say so
            parts: [Part!] @requires                | parts: [Part!]! @requires               | Thing.parts is not there for everybody, so it has to be nullable
            secret: Int @requires                   | secret: Int! @requires                  | Query.thing.secret is not there for everybody, so it cannot be obligatory
            """)
    void refusesToStart(String right, String wrong, String problem) {
        assertThat(THINGS).contains(right);
        assertThatThrownBy(() -> start(THINGS.replace(right, wrong)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void refusesAUnionOfWhatTakesDifferentScopes() {
        assertThatThrownBy(() -> start(THINGS + "union Either = Thing | Part"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The types of Either require different scopes");
    }

    /** A scope that guards nothing promises what nobody keeps. */
    @Test
    void everyScopeGuardsSomething() throws IOException {
        var guarded = new ArrayList<String>();
        for (var file : SchemaFiles.files()) {
            guarded.add(Files.readString(file));
        }
        var sdl = String.join("\n", guarded);
        var unused = List.of(Scope.values()).stream()
                .map(Scope::name)
                .filter(scope -> !sdl.contains("@requires(scope: " + scope + ")"))
                .collect(Collectors.toSet());
        assertThat(unused)
                .as("required by no field; these two by the endpoint")
                .containsExactlyInAnyOrder("DIAGNOSTICS_READ", "IMPORTS_WRITE");
    }
}

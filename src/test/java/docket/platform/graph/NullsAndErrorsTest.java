package docket.platform.graph;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.Quiet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Where a missing value leaves its null, and what the answer says about it. */
class NullsAndErrorsTest {
    private final EngineClient client = EngineClient.small();

    @BeforeAll
    static void expectDefects() {
        Quiet.about(BreadthFirstExecution.class);
    }

    @AfterAll
    static void expectNoDefects() {
        Quiet.noMore(BreadthFirstExecution.class);
    }

    private static String data(JsonNode answer) {
        return answer.get("data").toString();
    }

    @Test
    void movesANullUpToTheNearestNullablePlace() {
        var answer = client.ask("{ fault { fine strictMissing } nothing }");
        assertThat(data(answer)).isEqualTo("{\"fault\":null,\"nothing\":null}");
        assertThat(answer.at("/errors/0/path").toString()).isEqualTo("[\"fault\",\"strictMissing\"]");
    }

    @Test
    void movesANullUpToTheRoot() {
        assertThat(data(client.ask("{ nothing strictFault { strictBelow { strictMissing } } }")))
                .isEqualTo("null");
    }

    @Test
    void movesANullOutOfLists() {
        assertThat(data(client.ask("{ looseFaults { fine strictMissing } }")))
                .isEqualTo("{\"looseFaults\":[null,null]}");
        assertThat(data(client.ask("{ faults { fine strictMissing } }"))).isEqualTo("{\"faults\":null}");
        assertThat(data(client.ask("{ strictMatrix matrix }")))
                .isEqualTo("{\"strictMatrix\":null,\"matrix\":[[1,2],null,[3,null],[]]}");
        assertThat(data(client.ask("{ looseGrid { oddOnly } }")))
                .isEqualTo("{\"looseGrid\":[[{\"oddOnly\":1},null],null]}");
        assertThat(data(client.ask("{ grid { oddOnly } }")))
                .isEqualTo("{\"grid\":[[{\"oddOnly\":1},{\"oddOnly\":3}],[{\"oddOnly\":5}]]}");
    }

    @Test
    void tellsWhereInAListAnErrorIs() {
        assertThat(client.ask("{ looseGrid { oddOnly } }").at("/errors/0/path").toString())
                .isEqualTo("[\"looseGrid\",0,1,\"oddOnly\"]");
        assertThat(client.ask("{ strictMatrix }").at("/errors/0/path").toString())
                .isEqualTo("[\"strictMatrix\",1,1]");
    }

    @Test
    void pointsAtTheFieldInTheDocument() {
        assertThat(client.ask("{\n  fault {\n    refused }\n}")
                        .at("/errors/0/locations")
                        .toString())
                .isEqualTo("[{\"line\":3,\"column\":5}]");
    }

    @Test
    void usesTheAliasInThePath() {
        assertThat(client.errors("{ f: fault { r: refused } }"))
                .containsExactly("BAD_USER_INPUT [\"f\",\"r\"] [argument]: 'argument' is wrong");
    }

    @Test
    void hidesWhatAResolverThrew() {
        var answer = client.ask("{ fault { thrown fine } }");
        assertThat(data(answer)).isEqualTo("{\"fault\":{\"thrown\":null,\"fine\":\"fault\"}}");
        assertThat(EngineClient.line(answer.at("/errors/0")))
                .isEqualTo("INTERNAL [\"fault\",\"thrown\"]: Internal error");
        assertThat(answer.at("/errors/0/extensions/requestId").asString()).isEqualTo("r-1");
    }

    @Test
    void keepsTheRestWhenAnEnumHasAValueThatTheSchemaLacks() {
        var answer = client.ask("{ fault { unknownKind fine } }");
        assertThat(data(answer)).isEqualTo("{\"fault\":{\"unknownKind\":null,\"fine\":\"fault\"}}");
        assertThat(answer.get("errors")).hasSize(1);
    }

    @Test
    void answersTenErrorsAtMost() {
        var fields = IntStream.range(0, 15)
                .mapToObj(number -> "f%d: refused".formatted(number))
                .collect(Collectors.joining(" "));
        assertThat(client.ask("{ fault { " + fields + " } }").get("errors")).hasSize(10);
        var unknown = IntStream.range(0, 15).mapToObj("x%d"::formatted).collect(Collectors.joining(" "));
        assertThat(client.ask("{ " + unknown + " }").get("errors")).hasSize(10);
    }
}

package docket.platform.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which fields an answer has, and in which order. */
class SelectionTest {
    private final EngineClient client = EngineClient.small();

    @Test
    void keepsTheOrderOfTheDocumentWithIntrospectionInBetween() {
        assertThat(client.data("{ b: nothing __typename q: __type(name: \"Kind\") { kind } a: nothing }"))
                .isEqualTo("{\"b\":null,\"__typename\":\"Query\",\"q\":{\"kind\":\"ENUM\"},\"a\":null}");
    }

    @Test
    void mergesFieldsOfOneName() {
        assertThat(client.data("{ hero { name } ... on Query { hero { kind name } } hero { ... { n: name } } }"))
                .isEqualTo("{\"hero\":{\"name\":\"Luke\",\"kind\":\"HUMAN\",\"n\":\"Luke\"}}");
    }

    @Test
    void spreadsFragmentsOnInterfacesAndUnions() {
        var data = client.data("""
                { things { __typename ...character ... on Place { name } } }
                fragment character on Character { kind ... on Droid { function } }
                """);
        assertThat(data)
                .isEqualTo("{\"things\":[{\"__typename\":\"Human\",\"kind\":\"HUMAN\"},"
                        + "{\"__typename\":\"Droid\",\"kind\":\"DROID\",\"function\":\"Astromech\"},"
                        + "{\"__typename\":\"Place\",\"name\":\"Tatooine\"},"
                        + "{\"__typename\":\"Human\",\"kind\":\"HUMAN\"},"
                        + "{\"__typename\":\"Droid\",\"kind\":\"DROID\",\"function\":null}]}");
    }

    @Test
    void skipsAndIncludesByLiteral() {
        assertThat(client.data("""
                { a: nothing @skip(if: true) b: nothing @include(if: false) c: nothing @skip(if: false) @include(if: true)
                  ... @include(if: false) { d: nothing } ...f @skip(if: true) }
                fragment f on Query { e: nothing }
                """)).isEqualTo("{\"c\":null}");
    }

    @Test
    void compilesAPlanForEachChoiceOfVariables() {
        var document =
                "query($a: Boolean!, $b: Boolean = true) { x: nothing @include(if: $a) y: nothing @skip(if: $b) z: nothing }";
        assertThat(client.data(document, Map.of("a", true))).isEqualTo("{\"x\":null,\"z\":null}");
        assertThat(client.data(document, Map.of("a", false))).isEqualTo("{\"z\":null}");
        assertThat(client.data(document, Map.of("a", true, "b", false)))
                .isEqualTo("{\"x\":null,\"y\":null,\"z\":null}");
        assertThat(client.data(document, Map.of("a", true))).isEqualTo("{\"x\":null,\"z\":null}");
    }

    @Test
    void answersAnEmptyObjectWhenAllIsSkipped() {
        assertThat(client.data("{ hero { name @skip(if: true) } }")).isEqualTo("{\"hero\":{}}");
    }

    @Test
    void answersListsOfListsWithTheirNulls() {
        assertThat(client.data("{ matrix looseGrid { number } places { cells { number } } }"))
                .startsWith("{\"matrix\":[[1,2],null,[3,null],[]],\"looseGrid\":[[{\"number\":1},{\"number\":2}],null],"
                        + "\"places\":[{\"cells\":[[{\"number\":1}],null,[null,{\"number\":2}]]}");
    }

    @Test
    void writesScalarsAsTheContractSays() {
        assertThat(client.data("{ hero { ... on Human { id height bornAt weight serial nicknames kind } } }"))
                .isEqualTo("{\"hero\":{\"id\":\"AAAAAAAAAAAAAAAAAAAAAUh1bWFu\",\"height\":1.72,"
                        + "\"bornAt\":\"1977-05-25T00:00:00.123451Z\",\"weight\":\"80.50\","
                        + "\"serial\":9007199254740993,\"nicknames\":[\"Luke\",\"Lukey\"],\"kind\":\"HUMAN\"}}");
    }
}

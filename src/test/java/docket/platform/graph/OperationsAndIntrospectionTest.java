package docket.platform.graph;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.introspection.IntrospectionQuery;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsAndIntrospectionTest {
    private static final String TWO = "query A { a: nothing } query B { b: nothing }";
    private final EngineClient client = EngineClient.small();

    @Test
    void runsTheOperationNamed() {
        assertThat(client.ask(TWO, Map.of(), "B").get("data").toString()).isEqualTo("{\"b\":null}");
        assertThat(client.ask(TWO, Map.of(), "A").get("data").toString()).isEqualTo("{\"a\":null}");
    }

    @Test
    void asksForANameAmongSeveral() {
        assertThat(client.errors(TWO))
                .containsExactly("BAD_REQUEST: The document has several operations: name one in 'operationName'");
        assertThat(EngineClient.line(client.ask(TWO, Map.of(), "C").at("/errors/0")))
                .isEqualTo("BAD_REQUEST: The document has no operation named 'C'");
        assertThat(client.errors("fragment f on Query { nothing }").getFirst()).startsWith("GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void refusesKindsOfOperationsThatTheSchemaLacks() {
        assertThat(client.errors("mutation { nothing }"))
                .containsExactly("GRAPHQL_VALIDATION_FAILED: The 'Mutation' operation is not supported by the schema");
        assertThat(client.errors("subscription { nothing }"))
                .containsExactly(
                        "GRAPHQL_VALIDATION_FAILED: The 'Subscription' operation is not supported by the schema");
    }

    @Test
    void saysWhereADocumentDoesNotParse() {
        var error = client.ask("{\n hero { name }\n ) }").at("/errors/0");
        assertThat(EngineClient.line(error))
                .isEqualTo("GRAPHQL_PARSE_FAILED: Line 3, column 2: ')' does not belong here");
        assertThat(error.at("/locations/0/line").asInt()).isEqualTo(3);
        assertThat(client.ask("{").has("data")).isFalse();
        assertThat(client.errors("{ hero")).containsExactly("GRAPHQL_PARSE_FAILED: The document ends too early");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            { hero % },               8, %
            { hero(id: "x) { name } }, 12, `"x) { name } }`
            { human(id: 01) { name } }, 13, 01
            """)
    void saysInPlainWordsWhatCannotBeRead(String document, int column, String begin) {
        assertThat(client.errors(document))
                .containsExactly(
                        "GRAPHQL_PARSE_FAILED: Line 1, column %d: what begins with '%s' cannot be read: a character that GraphQL does not have, a number in another form, or a string that is not closed"
                                .formatted(column, begin));
    }

    @Test
    void repeatsOnlyTheBeginOfWhatCannotBeRead() {
        assertThat(client.errors("{ hero(id: \"" + "x".repeat(1_000) + ") }"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .hasSizeLessThan(250);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ ... @defer { nothing } }",
                "{ ...f @defer } fragment f on Query { nothing }",
                "{ ...f } fragment f on Query { ... @defer(label: \"x\") { nothing } }"
            })
    void refusesToDefer(String document) {
        assertThat(client.errors(document)).containsExactly("GRAPHQL_VALIDATION_FAILED: Unknown directive 'defer'");
        assertThat(client.ask(document).at("/errors/0/locations/0/line").asInt())
                .isEqualTo(1);
    }

    @Test
    void listsTheDirectivesThatItHeeds() {
        assertThat(client.ask("{ __schema { directives { name } } }")
                        .at("/data/__schema/directives")
                        .findValuesAsString("name"))
                .containsExactlyInAnyOrder(
                        "include", "skip", "deprecated", "specifiedBy", "oneOf", "requires", "cost", "listSize");
        assertThat(client.errors("query @experimental_disableErrorPropagation { nothing }"))
                .containsExactly("GRAPHQL_VALIDATION_FAILED: Unknown directive 'experimental_disableErrorPropagation'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"__schema { queryType { name } }", "__type(name: \"Query\") { name }"})
    void introspectsOnceInADocument(String field) {
        var name = field.substring(0, field.indexOf(field.contains("(") ? '(' : ' '));
        assertThat(client.errors("{ a: %1$s b: %1$s }".formatted(field)))
                .containsExactly(
                        "ALIAS_LIMIT: '%s' stands more than once in the document: the limit is 1, under whatever alias"
                                .formatted(name));
    }

    @Test
    void selectsFourThousandFieldsAndNoMore() {
        var forty = "nothing kinds matrix __typename ".repeat(10);
        var document = "{ %s } fragment f on Query { " + forty + "}";
        assertThat(client.ask(document.formatted("...f ".repeat(100))).has("errors"))
                .isFalse();
        var error =
                client.ask(document.formatted("...f ".repeat(100) + "nothing")).at("/errors/0");
        assertThat(EngineClient.line(error))
                .isEqualTo(
                        "DOCUMENT_LIMIT: The document selects more than 4000 fields, fragments written out: ask for fewer");
        assertThat(error.at("/extensions/maximum").asInt()).isEqualTo(4_000);
    }

    @Test
    void saysWhatIsNotInTheSchema() {
        assertThat(client.errors("{ heroo { name } }"))
                .containsExactly("GRAPHQL_VALIDATION_FAILED: Field 'heroo' in type 'Query' is undefined");
        assertThat(client.errors("{ hero(x: 1) { name } }"))
                .containsExactly("GRAPHQL_VALIDATION_FAILED: Unknown field argument 'x'");
        assertThat(client.errors("{ hero @wonder { name } }"))
                .containsExactly("GRAPHQL_VALIDATION_FAILED: Unknown directive 'wonder'");
    }

    @Test
    void introspectsAsToolsDo() {
        var answer = client.ask(IntrospectionQuery.INTROSPECTION_QUERY);
        assertThat(answer.has("errors")).isFalse();
        assertThat(answer.at("/data/__schema/types").size()).isGreaterThan(20);
    }

    @Test
    void introspectsAndReadsInOneAnswer() {
        var data = client.data("""
                query($n: String!, $id: ID!, $deep: Boolean!) {
                  human(id: $id) { ...h }
                  type: __type(name: $n) { name ...t fields @include(if: $deep) { name } }
                }
                fragment t on __Type { kind }
                fragment h on Human { type: name }
                """, Map.of("n", "Place", "id", "AAAAAAAAAAAAAAAAAAAAAUh1bWFu", "deep", false));
        assertThat(data).isEqualTo("{\"human\":{\"type\":\"Luke\"},\"type\":{\"name\":\"Place\",\"kind\":\"OBJECT\"}}");
        assertThat(client.data("{ __type(name: \"Nobody\") { name } }")).isEqualTo("{\"__type\":null}");
    }

    @Test
    void cachesWithoutConfusingOperations() {
        for (int round = 0; round < 3; round++) {
            runsTheOperationNamed();
        }
    }
}

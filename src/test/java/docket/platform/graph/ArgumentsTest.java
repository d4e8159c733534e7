package docket.platform.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How arguments and variables reach a field, and how wrong ones are refused. */
class ArgumentsTest {
    private final EngineClient client = EngineClient.small();

    private String echo(String arguments) {
        return client.ask("{ echo(" + arguments + ") }").at("/data/echo").asString();
    }

    @Test
    void fillsInDefaults() {
        assertThat(client.data("{ echo }")).contains("{flag=true, kind=DROID}");
        assertThat(echo("flag: null")).isEqualTo("{flag=null, kind=DROID}");
        assertThat(echo("input: {required: 1}"))
                .isEqualTo("{flag=true, input={list=[HUMAN], required=1, text=preset}, kind=DROID}");
    }

    @Test
    void makesAListOfASingleValue() {
        assertThat(echo("list: 3, nested: \"x\"")).contains("list=[3], nested=[[x]]");
    }

    @Test
    void takesVariablesAnywhere() {
        var document =
                "query($n: Int! = 5, $l: [Kind!], $t: String) { echo(list: [1, $n], input: {required: $n, list: $l, text: $t}) }";
        assertThat(client.data(document, Map.of("l", List.of("DROID"))))
                .contains("{flag=true, input={list=[DROID], required=5, text=preset}, kind=DROID, list=[1, 5]}");
        assertThat(client.data(document, Collections.singletonMap("t", null)))
                .contains("input={list=[HUMAN], required=5, text=null}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            number: "1"                  | number         | 'number': a value of type Int is needed
            number: 3000000000           | number         | 'number': a value of type Int is needed
            kind: "DROID"                | kind           | 'kind': a value of type Kind is needed
            kind: WOOKIEE                | kind           | 'kind': 'WOOKIEE' is no value of Kind
            at: "yesterday"              | at             | 'at': 'yesterday' is no DateTime: pass an RFC 3339 date and time with offset such as 2026-01-31T09:30:00Z
            at: 7                        | at             | 'at': The literal is no DateTime: pass an RFC 3339 date and time with offset such as 2026-01-31T09:30:00Z
            at: "0001-01-01T00:00:00Z"   | at             | 'at': '0001-01-01T00:00:00Z' is no DateTime of the years 1900 to 9998: pass one in that range
            on: "1899-12-31"             | on             | 'on': '1899-12-31' is no Date of the years 1900 to 9999: pass one in that range
            on: "2026-02-30"             | on             | 'on': '2026-02-30' is no Date: pass a date such as 2026-01-31
            country: "jp"                | country        | 'country': 'jp' is no CountryCode: pass an upper-case ISO 3166 country code such as JP
            list: [1, null]              | list[1]        | 'list[1]': a value is needed
            input: 3                     | input          | 'input': an object is needed
            input: {required: 1, list: [WOOKIEE]} | input.list[0] | 'input.list[0]': 'WOOKIEE' is no value of Kind
            """)
    void namesTheArgumentOfAWrongLiteral(String arguments, String path, String message) {
        assertThat(client.errors("{ echo(" + arguments + ") }"))
                .containsExactly("GRAPHQL_VALIDATION_FAILED [%s]: %s".formatted(path, message));
    }

    @Test
    void namesTheVariableOfAWrongValue() {
        var document = "query($number: Int, $kind: Kind, $at: DateTime, $input: EchoInput, $text: String) "
                + "{ echo(number: $number, kind: $kind, at: $at, input: $input, text: $text) }";
        assertThat(client.errors(document, Map.of("number", "1")))
                .containsExactly("BAD_USER_INPUT [number]: Variable '$number': a value of type Int is needed");
        assertThat(client.errors(document, Map.of("text", 1)))
                .containsExactly("BAD_USER_INPUT [text]: Variable '$text': a value of type String is needed");
        assertThat(client.errors(document, Map.of("kind", "WOOKIEE")))
                .containsExactly("BAD_USER_INPUT [kind]: Variable '$kind': 'WOOKIEE' is no value of Kind");
        assertThat(client.errors(document, Map.of("at", "2026-01-01")))
                .containsExactly("BAD_USER_INPUT [at]: Variable '$at': '2026-01-01' is no DateTime: "
                        + "pass an RFC 3339 date and time with offset such as 2026-01-31T09:30:00Z");
        assertThat(client.errors(document, Map.of("at", "+12026-01-01T00:00:00Z")))
                .containsExactly("BAD_USER_INPUT [at]: Variable '$at': '+12026-01-01T00:00:00Z' is no DateTime "
                        + "of the years 1900 to 9998: pass one in that range");
        assertThat(client.errors(document, Map.of("input", Map.of("x", 1, "required", 1))))
                .containsExactly("BAD_USER_INPUT [input]: Variable '$input': EchoInput has no field 'x'");
        assertThat(client.errors(document, Map.of("input", Map.of())))
                .containsExactly("BAD_USER_INPUT [input]: Variable '$input': 'required' is required, as Int!");
    }

    @Test
    void asksForARequiredVariable() {
        assertThat(client.errors("query($id: ID!) { human(id: $id) { name } }"))
                .containsExactly("BAD_USER_INPUT [id]: Variable '$id': 'id' is required, as ID!");
    }

    /** GraphQL allows a variable with a default there, and so a null that is only seen when the field runs. */
    @Test
    void refusesANullThatAVariableBringsIntoARequiredArgument() {
        var document = "query($n: Int = 1) { required(text: \"x\", number: $n) nothing }";
        var answer = client.ask(document, Collections.singletonMap("n", null));
        assertThat(answer.path("errors").valueStream().map(EngineClient::line))
                .containsExactly("BAD_USER_INPUT [\"required\"] [number]: 'number' is required, as Int!");
    }

    @Test
    void ignoresVariablesThatNobodyDeclared() {
        assertThat(client.data("{ nothing }", Map.of("stray", 1))).isEqualTo("{\"nothing\":null}");
    }
}

package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import docket.access.TestTokens;
import docket.platform.graph.WiredSchema;
import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What the tools look for that people will run on us: the thirteen checks of graphql-cop, and the guessing of a schema by what refusals say, as
 * clairvoyance does it; as a vendor and as nobody. Each check sends what the tool sends, and must not see what the tool takes for a finding.
 */
@DocketTest(ownDatabase = true)
class ProbingToolsTest {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w+");

    @Autowired
    GraphClient administrator;

    @Autowired
    TestDatabase database;

    @Autowired
    WiredSchema schema;

    private GraphClient vendor;
    private GraphClient nobody;

    @BeforeEach
    void prepare() {
        vendor = administrator.as(TestTokens.ofSomeVendor(database, null));
        nobody = administrator.anonymous();
    }

    private Iterable<GraphClient> both() {
        return Set.of(vendor, nobody);
    }

    private static Answer post(GraphClient asking, String type, String body) {
        return asking.send(
                asking.request("/graphql").header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private static Answer json(GraphClient asking, String document) {
        return post(asking, "application/json", "{\"query\":\"%s\"}".formatted(document.replace("\"", "\\\"")));
    }

    @Test
    void aliasOverloading() {
        var document = IntStream.rangeClosed(0, 100)
                .mapToObj("alias%d:__typename"::formatted)
                .collect(Collectors.joining(" ", "query cop { ", " }"));
        for (var asking : both()) {
            assertThat(json(asking, document).at("data/alias100").isMissingNode())
                    .isTrue();
        }
    }

    @Test
    void batchQueries() {
        for (var asking : both()) {
            var answer = post(
                    asking,
                    "application/json",
                    "[" + "{\"query\":\"query cop { __typename }\"},".repeat(9)
                            + "{\"query\":\"query cop { __typename }\"}]");
            assertThat(answer.json().isArray()).isFalse();
            assertThat(answer.json().has("data")).isFalse();
        }
    }

    @Test
    void directiveOverloading() {
        for (var asking : both()) {
            assertThat(json(asking, "query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }")
                            .errors())
                    .hasSize(1);
        }
    }

    @Test
    void fieldDuplication() {
        for (var asking : both()) {
            assertThat(json(asking, "query cop { " + "__typename ".repeat(500) + "}")
                            .json()
                            .has("data"))
                    .isFalse();
        }
    }

    @Test
    void fieldSuggestions() {
        for (var asking : both()) {
            assertThat(json(asking, "query cop { __schema { directive } }").body())
                    .doesNotContainIgnoringCase("did you mean");
        }
    }

    /** A vendor may introspect: it sees what its scopes leave, and its limits hold. */
    @Test
    void introspection() {
        var document = "query cop { __schema { types { name fields { name } } } }";
        assertThat(json(nobody, document).json().has("data")).isFalse();
        var seen = json(vendor, document).body();
        assertThat(seen)
                .contains("\"Policy\"")
                .doesNotContain("\"AuditEvent\"", "\"ApiToken\"", "createToken", "cancelCase");
    }

    @Test
    void circularIntrospection() {
        var document =
                "query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }";
        for (var asking : both()) {
            assertThat(json(asking, document).at("data/__schema/types").isMissingNode())
                    .isTrue();
        }
    }

    @Test
    void queriesAndMutationsByGet() {
        for (var asking : both()) {
            for (var document : Set.of("query=query%20cop%7B__typename%7D", "query=mutation%20cop%7B__typename%7D")) {
                var answer = asking.send(asking.request("/graphql?" + document));
                assertThat(answer.status()).isIn(401, 405);
                assertThat(answer.json().has("data")).isFalse();
            }
        }
    }

    @Test
    void formsOfOtherSites() {
        for (var asking : both()) {
            for (var type :
                    Set.of("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x")) {
                assertThat(post(asking, type, "query=query+cop+%7B+__typename+%7D")
                                .json()
                                .has("data"))
                        .isFalse();
            }
        }
    }

    /** Its page stands elsewhere, holds no data, and asks for a token. */
    @Test
    void pagesBehindTheEndpoint() {
        for (var asking : both()) {
            var answer = asking.send(asking.request("/graphql").header("Accept", "text/html"));
            assertThat(answer.body()).doesNotContainIgnoringCase("graphiql").doesNotContainIgnoringCase("playground");
        }
    }

    @Test
    void tracingAndUnhandledErrors() {
        for (var asking : both()) {
            assertThat(json(asking, "query cop { __typename }").at("extensions").isMissingNode())
                    .isTrue();
            GraphQlOverHttpTest.assertNothingLeaks(json(asking, "qwerty cop { abc }"));
            GraphQlOverHttpTest.assertNothingLeaks(json(asking, "query cop { __typename } }"));
        }
        var explained = vendor.explain("{ __typename }", Map.of());
        assertThat(explained.at("extensions").isMissingNode()).isTrue();
    }

    /** Whatever is guessed, a vendor hears the same of what is kept from it as of what does not exist, and nobody hears anything. */
    @Test
    void guessingAScheme() {
        var all = new HashSet<String>();
        schema.schema().getAllTypesAsList().forEach(type -> all.add(type.getName()));
        schema.schema().getQueryType().getFieldDefinitions().forEach(field -> all.add(field.getName()));
        var open = introspected();
        var kept = new HashSet<>(all);
        kept.removeAll(open);
        kept.removeIf(name -> name.startsWith("__"));
        assertThat(kept).hasSizeGreaterThan(30);
        assertThat(nobodysWord("cases")).isEqualTo(nobodysWord("qqqqq"));
        for (var name : kept) {
            for (var form : Set.of(
                    "{ %s }",
                    "{ %s { id } }",
                    "{ %s(first: \"x\") { nodes { id } } }",
                    "query ($v: %s) { __typename }",
                    "{ __typename ... on %s { id } }",
                    "{ policies(%s: 1) { nodes { id } } }",
                    "{ policies { nodes { %s } } }",
                    "{ __type(name: \"%s\") { name } }",
                    "{ viewer { scopes @%s } }")) {
                assertThat(said(form, name)).as("%s %s", form, name).isEqualTo(said(form, "qqqqq"));
            }
        }
    }

    private Set<String> introspected() {
        var answer = json(vendor, "{ __schema { types { name fields { name } } } }");
        var names = new HashSet<String>();
        answer.at("data/__schema/types").valueStream().forEach(type -> {
            names.add(type.path("name").asString());
            type.path("fields")
                    .valueStream()
                    .forEach(field -> names.add(field.path("name").asString()));
        });
        return names;
    }

    private String nobodysWord(String name) {
        return json(nobody, "{ " + name + " }").body().replaceAll("\"requestId\":\"[^\"]*\"", "");
    }

    /** The answer without what differs by the name alone. */
    private String said(String form, String name) {
        return json(vendor, form.formatted(name))
                .body()
                .replaceAll("\"requestId\":\"[^\"]*\"", "")
                .replaceAll("\"column\":\\d+", "")
                .replaceAll("column \\d+", "")
                .replaceAll("\\b" + name + "\\b", "?");
    }

    /** Names that a refusal says stand in the question, or in what the vendor may see. */
    @Test
    void refusalsNameNothingThatIsKept() {
        var open = introspected();
        var told = new HashSet<String>();
        for (var document : Set.of(
                "{ policy }",
                "{ policies { x } }",
                "{ policies(fist: 1) { nodes { id } } }",
                "{ polices { id } }",
                "{ node { id } }")) {
            var answer = json(vendor, document);
            answer.errors()
                    .forEach(error -> WORD.matcher(error.path("message").asString())
                            .results()
                            .map(found -> found.group())
                            .filter(word -> !document.contains(word))
                            .filter(word -> Character.isUpperCase(word.charAt(0))
                                    && word.chars().anyMatch(Character::isLowerCase))
                            .forEach(told::add));
        }
        told.retainAll(schema.schema().getTypeMap().keySet());
        assertThat(open).containsAll(told);
    }
}

package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import docket.access.TestTokens;
import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DocketTest
class GraphiQlPageTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
    private static final Pattern DOCUMENT = Pattern.compile("Question = `(.+?)`", Pattern.DOTALL);
    private static final Map<String, Object> VARIABLES =
            Map.of("before", "2026-01-01T00:00:00Z", "window", Map.of("from", "2026-01-05", "until", "2026-02-02"));

    @Autowired
    private GraphClient graph;

    @Autowired
    private TestDatabase database;

    @Test
    void theRootLeadsToThePage() {
        var answer = graph.send(graph.request("/"));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/graphiql");
    }

    @Test
    void everythingThePageNeedsComesFromHere() {
        var references = matches(REFERENCE, get("/graphiql"));
        assertThat(references).hasSizeGreaterThan(5).allMatch(reference -> reference.startsWith("/graphiql/"));
        assertThat(references).allMatch(reference -> !get(reference).body().isBlank());
        assertThat(get("/graphiql/graphiql.min.css").body()).doesNotContainPattern("url\\((?!['\"]?(data:|#))");
    }

    @Test
    void theQuestionsOnThePageAreAnswered() {
        var documents = matches(DOCUMENT, get("/graphiql/page.js"));
        assertThat(documents).hasSize(2);
        documents.forEach(document -> assertThat(graph.execute(document.replace("${day(-14)}", "2026-01-01"), VARIABLES)
                        .errors())
                .isEmpty());
    }

    /** As a caller without scopes for names and handlers gets them: the page leaves out what they take. */
    @Test
    void theQuestionsAreAnsweredToACompany() {
        var vendor = graph.as(TestTokens.ofSomeVendor(database, null));
        matches(DOCUMENT, get("/graphiql/page.js")).stream()
                .map(document -> document.replace("${day(-14)}", "2026-01-01").replaceAll("(?m)^.*# takes \\w+$", ""))
                .forEach(document ->
                        assertThat(vendor.execute(document, VARIABLES).errors()).isEmpty());
    }

    private Answer get(String path) {
        var answer = graph.send(graph.request(path));
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer;
    }

    private static List<String> matches(Pattern pattern, Answer answer) {
        return pattern.matcher(answer.body())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}

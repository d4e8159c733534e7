package docket.sops;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@DocketTest
class SopSearchTest {
    private static final String SOPS = """
            query($text: String!, $locale: Locale, $market: CountryCode, $every: Boolean! = false, $first: Int) {
              searchSops(text: $text, locale: $locale, market: $market, everyVersion: $every, first: $first) {
                rank snippet version { title semver locale market sop { key } }
              }
            }
            """;
    private static final String POLICIES = """
            query($text: String!, $every: Boolean! = false, $domain: ModerationDomain) {
              searchPolicies(text: $text, everyRevision: $every, domain: $domain) {
                rank snippet policy { key } clause { number revision }
              }
            }
            """;

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void fill() throws Exception {
        Knowledge.fill(database);
    }

    @Test
    void findsEnglishWordsByStemAndEscapesAllButItsMarks() {
        var answer = search(Map.of("text", "Zebrawood CARVE"));
        assertThat(snippets(answer)).containsExactly("""
                Ask for the permit. <mark>Zebrawoods</mark> <mark>carved</mark> as toys &amp; \
                &lt;b&gt;trinkets&lt;/b&gt; need it too, and so do <mark>carvings</mark> sold by weight.""");
        assertThat(answer.data("searchSops/0/rank").asDouble()).isBetween(0.0, 1.0);
        assertThat(answer.data("searchSops/0/version/sop/key").asString()).isEqualTo("knowledge-1");
    }

    @ParameterizedTest
    @CsvSource({
        "返品, 購入者から<mark>返品</mark>の申し出があったときは、<mark>返品</mark>理由を",
        "返, 購入者から<mark>返</mark>品の申し出",
        "返品理由, 申し出があったときは、<mark>返品理由</mark>を",
        "ガイドライン, <mark>ｶﾞｲﾄﾞﾗｲﾝ</mark>に従う",
        "ゼブラウッド　日本, <mark>ゼブラウッド</mark>の出品（<mark>日本</mark>）",
    })
    void findsJapaneseWordsOfAnyLength(String text, String snippet) {
        var answer = search(Map.of("text", text, "market", "JP"));
        assertThat(snippets(answer)).singleElement().asString().contains(snippet);
        assertThat(answer.data("searchSops/0/version/market").asString()).isEqualTo("JP");
    }

    @Test
    void looksAtVersionsInForceUnlessToldOtherwise() {
        assertThat(versions(search(Map.of("text", "zebrawood", "locale", "en-GB"))))
                .containsExactly("en-GB null 2.0.0");
        assertThat(versions(search(Map.of("text", "zebrawood", "every", true))))
                .containsExactlyInAnyOrder("en-GB null 1.0.0", "en-GB null 2.0.0", "en-GB null 3.0.0");
    }

    @Test
    void aMarketsOwnVersionStandsBeforeTheOneForEveryMarket() {
        assertThat(versions(search(Map.of("text", "ゼブラウッド"))))
                .containsExactlyInAnyOrder("ja-JP null 1.0.0", "ja-JP JP 1.0.0");
        assertThat(versions(search(Map.of("text", "ゼブラウッド", "market", "JP")))).containsExactly("ja-JP JP 1.0.0");
        assertThat(versions(search(Map.of("text", "ゼブラウッド", "market", "TH")))).containsExactly("ja-JP null 1.0.0");
    }

    @Test
    void answersTheBestFirstAndOfEqualsTheNewest() {
        var answer = search(Map.of("text", "quokka", "first", 3));
        assertThat(answer.data("searchSops")
                        .valueStream()
                        .map(hit -> hit.at("/version/sop/key").asString()))
                .containsExactly("knowledge-120", "knowledge-119", "knowledge-118");
        assertThat(snippets(answer).getFirst())
                .startsWith("…")
                .endsWith("with care. Look for <mark>quokka</mark> items.")
                .hasSizeBetween(180, 220);
    }

    @Test
    void asksOneStatementForTheHitsAndOneForTheirSnippets() {
        var query = "query($first: Int) { searchSops(text: \"quokka\", first: $first) { snippet } }";
        assertThat(client.explain(query, Map.of("first", 1)).statements()).hasSize(2);
        var many = client.explain(query, Map.of("first", 50));
        assertThat(many.data("searchSops").size()).isEqualTo(50);
        assertThat(many.statements()).hasSize(2);
    }

    @Test
    void ranksPoliciesAndTheirClausesTogether() {
        var answer = client.execute(POLICIES, Map.of("text", "zebrawoods"));
        assertThat(answer.data("searchPolicies").valueStream().map(SopSearchTest::policyHit))
                .containsExactly(
                        "knowledge-zebrawood null <mark>Zebrawood</mark> and other protected timber",
                        "knowledge-zebrawood 3.2 <mark>Zebrawood</mark> needs a permit and a picture of it.");
        var every = client.execute(POLICIES, Map.of("text", "zebrawoods", "every", true));
        assertThat(every.data("searchPolicies").size()).isEqualTo(3);
        var ofSellers = client.execute(POLICIES, Map.of("text", "zebrawoods", "domain", "SELLER"));
        assertThat(ofSellers.data("searchPolicies").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "   ", "　", "\"", "'", "''; drop table", "& | ! ( ) :* <->", "zebrawood & | !(", "the of and",
                        "%_\\",
                "😀", "e\u0301", "\u200b", "<b>", "https://example.com/a?b=c", "a@b.example", "3.2", "-1", "返:*",
                        "𠀋𠀋",
            })
    void takesWhateverIsTyped(String text) {
        assertThat(search(Map.of("text", text)).errors()).isEmpty();
        assertThat(client.execute(POLICIES, Map.of("text", text)).errors()).isEmpty();
    }

    @Test
    void refusesWhatCannotBeLookedFor() {
        for (var text : List.of("a".repeat(10_000), "返".repeat(201), "zebra\0wood")) {
            var answer = search(Map.of("text", text));
            assertThat(answer.errorCodes()).containsExactly("BAD_USER_INPUT");
            assertThat(answer.at("errors/0/extensions/argument").asString()).isEqualTo("text");
        }
        var tooMany = search(Map.of("text", "quokka", "first", 51));
        assertThat(tooMany.at("errors/0/extensions/argument").asString()).isEqualTo("first");
    }

    private Answer search(Map<String, ?> variables) {
        return client.execute(SOPS, new HashMap<>(variables));
    }

    private static List<String> snippets(Answer answer) {
        return answer.data("searchSops")
                .valueStream()
                .map(hit -> hit.at("/snippet").asString())
                .toList();
    }

    private static List<String> versions(Answer answer) {
        return answer.data("searchSops")
                .valueStream()
                .map(hit -> hit.at("/version"))
                .map(version -> "%s %s %s"
                        .formatted(
                                version.at("/locale").asString(),
                                version.at("/market").asString("null"),
                                version.at("/semver").asString()))
                .toList();
    }

    private static String policyHit(JsonNode hit) {
        return "%s %s %s"
                .formatted(
                        hit.at("/policy/key").asString(),
                        hit.at("/clause/number").asString("null"),
                        hit.at("/snippet").asString());
    }
}

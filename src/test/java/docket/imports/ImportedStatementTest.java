package docket.imports;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** A file by hand that uses every column and every kind of restriction, and how it looks in the graph. */
@DocketTest
class ImportedStatementTest {
    @Autowired
    GraphClient graph;

    @BeforeEach
    void load() throws IOException {
        var file = new ClassPathResource("statements.csv", getClass()).getContentAsByteArray();
        var answer = new ImportClient(graph).send(file, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.at("read").asInt()).isEqualTo(12);
    }

    @Test
    void staysAsItStood() {
        var first = statement("0000000000000000001");
        assertThat(first.at("/uuid").asString()).isEqualTo("5b0c2f10-0000-4000-8000-000000000001");
        assertThat(first.at("/contentIdEan").asString()).isEqualTo("0400638133393");
        assertThat(texts(first.at("/territorialScope"))).containsExactly("AT", "DE");
        assertThat(first.at("/sourceIdentity").asString()).isEqualTo("Verbraucherbund Beispiel e. V.");
        assertThat(first.at("/case/sourceType").asString()).isEqualTo("TRUSTED_FLAGGER");
        assertThat(first.at("/publishedAt").asString()).isEqualTo("2025-09-04T08:15:01Z");
        assertThat(statement("MN-0005").at("/decisionFacts").isNull()).isTrue();
        assertThat(statement("MN-0011").at("/incompatibleContentExplanation").asString())
                .isEqualTo("标题写着 \"LUXE\",\n但卖家没有授权。\tC:\\temp");
    }

    @Test
    void mapsOldCodesAndKeepsThem() {
        var old = statement("MN-0009");
        assertThat(old.at("/category").asString()).isEqualTo("STATEMENT_CATEGORY_UNSAFE_AND_ILLEGAL_PRODUCTS");
        assertThat(old.at("/decision/statementCategory").asString()).isEqualTo("UNSAFE_AND_PROHIBITED_PRODUCTS");
        assertThat(old.at("/decision/legacyCategory").asString())
                .isEqualTo("STATEMENT_CATEGORY_UNSAFE_AND_ILLEGAL_PRODUCTS");
        assertThat(texts(old.at("/additionalCategories"))).containsExactly("OTHER_VIOLATION_TC");
        assertThat(texts(old.at("/categorySpecification")))
                .containsExactly("KEYWORD_DANGEROUS_TOYS", "KEYWORD_INSUFFICIENT_INFORMATION_TRADERS");
        assertThat(texts(old.at("/keywords"))).containsExactly("INSUFFICIENT_INFORMATION_ON_TRADERS");
        assertThat(statement("MN-0008").at("/decision/legacyCategory").isNull()).isTrue();
        assertThat(statement("MN-0012").at("/decision/statementCategory").asString())
                .isEqualTo("CYBER_VIOLENCE");
    }

    @Test
    void makesOneMeasureOfEachRestriction() {
        assertThat(kinds("MN-0008"))
                .containsExactlyInAnyOrder(
                        "VISIBILITY_REDUCTION",
                        "AGE_RESTRICTION",
                        "INTERACTION_RESTRICTION",
                        "PAYMENT_TERMINATION",
                        "SERVICE_TOTAL_TERMINATION",
                        "ACCOUNT_TERMINATION");
        var other = statement("MN-0003").at("/decision/actions/0");
        assertThat(other.at("/restriction").asString()).isEqualTo("Kept out of the “For you” page");
        assertThat(texts(other.at("/territorialScope"))).containsExactly("CY", "GR");
        var ended = statement("MN-0012").at("/decision/actions/0");
        assertThat(ended.at("/state").asString()).isEqualTo("EXPIRED");
        assertThat(ended.at("/endsAt").asString()).isEqualTo("2025-09-01T00:00:00Z");
        assertThat(ended.at("/effectiveAt").asString()).isEqualTo("2025-09-03T00:00:00Z");
    }

    @Test
    void inventsNothing() {
        var listing = statement("7345617503298525984").at("/case");
        assertThat(listing.at("/subject/__typename").asString()).isEqualTo("ProductListing");
        assertThat(listing.at("/seller").isNull()).isTrue();
        assertThat(listing.at("/market").isNull()).isTrue();
        var account = statement("MN-0007").at("/case");
        assertThat(account.at("/subject/__typename").asString()).isEqualTo("Content");
        assertThat(account.at("/creator").isNull()).isTrue();
        assertThat(account.at("/state").asString()).isEqualTo("CLOSED");
    }

    @Test
    void isFoundByPlatformCategoryAndAutomation() {
        var found = graph.execute("""
                { decisions(filter: {sourcePlatform: {eq: "Marktplatz Nord"}, statementCategory: {eq: OTHER_VIOLATION_TC},
                                     automatedDetection: {eq: true}, automatedDecision: {eq: FULLY_AUTOMATED}}) {
                    nodes { statement { platformUid } case { statement { platformUid } } } } }""");
        assertThat(found.data("decisions/nodes")).hasSize(1);
        assertThat(found.data("decisions/nodes/0/statement/platformUid").asString())
                .isEqualTo("7345617503298525984");
        assertThat(found.data("decisions/nodes/0/case/statement/platformUid").asString())
                .isEqualTo("7345617503298525984");
    }

    private List<String> kinds(String platformUid) {
        return statement(platformUid)
                .at("/decision/actions")
                .valueStream()
                .map(action -> action.at("/kind").asString())
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private JsonNode statement(String platformUid) {
        return graph.execute(document(), Map.of("uid", platformUid)).data("statements/nodes/0");
    }

    private String document() {
        try {
            return new ClassPathResource("statement.graphql", getClass()).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

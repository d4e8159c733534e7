package docket.platform.graph;

import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.sql.Databases;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** As {@link DifferentialTest}, over the whole schema and rows of the database. */
@DocketTest(demoCases = 2_000)
class RealDifferentialTest {
    private static final int DOCUMENTS = 300;

    /** What tells the time of the answer, which is another one in each engine. */
    private static final Set<String> UNLIKE = Set.of("metric", "asOf");

    @Autowired
    WiredSchema schema;

    @Autowired
    Databases databases;

    @Autowired
    GraphClient client;

    @Test
    void answersAsTheStockEngineDoes() {
        var values = new RandomValues(ids(), field -> !UNLIKE.contains(field.getName()));
        var differential = new Differential(schema, () -> databases.whole("a test"));
        differential.run(DOCUMENTS, 20_261_122, values, 3);
        assertThat(differential.compared()).isGreaterThan(DOCUMENTS / 3);
    }

    private List<String> ids() {
        return client.execute("""
                        { cases(first: 3) { nodes { id } } sellers(first: 3) { nodes { id } } decisions(first: 3) { nodes { id } }
                          appeals(first: 3) { nodes { id } } reviewers(first: 3) { nodes { id } } sops(first: 3) { nodes { id } }
                          vendors(first: 2) { nodes { id } } queues(first: 2) { nodes { id } } qaReviews(first: 2) { nodes { id } } }
                        """).at("data").findValues("id").stream()
                .map(JsonNode::asString)
                .toList();
    }
}

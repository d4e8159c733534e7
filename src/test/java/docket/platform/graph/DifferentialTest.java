package docket.platform.graph;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.Quiet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our engine answers as GraphQL Java's does, on documents that no person would think of. */
class DifferentialTest {
    private static final int DOCUMENTS = 4_000;

    @BeforeAll
    static void expectDefects() {
        Quiet.about(BreadthFirstExecution.class);
    }

    @AfterAll
    static void expectNoDefects() {
        Quiet.noMore(BreadthFirstExecution.class);
    }

    @Test
    void answersAsTheStockEngineDoes() {
        var differential = new Differential(SmallGraph.schema(), SmallGraph::nowhere);
        differential.run(DOCUMENTS, 20_261_122, RandomValues.small(), 4);
        assertThat(differential.compared()).isGreaterThan(DOCUMENTS / 2);
        assertThat(differential.withErrors()).isGreaterThan(DOCUMENTS / 20);
    }
}

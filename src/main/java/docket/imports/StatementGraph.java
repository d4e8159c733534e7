package docket.imports;

import static docket.imports.StatementRepository.RUNS;
import static docket.imports.StatementRepository.STATEMENTS;
import static docketdb.imports.Tables.STATEMENT;

import docket.cases.Case;
import docket.cases.Cases;
import docket.decisions.Decision;
import docket.decisions.Decisions;
import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.platform.listing.Relation;
import org.springframework.stereotype.Component;

/** How the fields of {@code imports.graphqls} get their values. */
@Component
final class StatementGraph implements Feature {
    @Override
    public void wire(Graph graph) {
        graph.one("statement", "Statement", STATEMENTS.entity()).page("statements", STATEMENTS);
        graph.one("importRun", "ImportRun", RUNS.entity()).page("importRuns", RUNS);
        graph.node("Statement", STATEMENTS.entity())
                .toOne("run", Statement::runId, RUNS.entity())
                .toOne("case", Statement::id, Cases.CASES)
                .toOne("decision", Statement::id, Decisions.DECISIONS);
        graph.node("ImportRun", RUNS.entity())
                .connection("statements", ImportRun::id, STATEMENTS, Relation.by(STATEMENT.RUN_ID));
        graph.extend("Case", Case.class).toOne("statement", Case::id, STATEMENTS.entity());
        graph.extend("Decision", Decision.class).toOne("statement", Decision::id, STATEMENTS.entity());
    }
}

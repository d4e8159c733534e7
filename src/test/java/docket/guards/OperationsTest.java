package docket.guards;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

/** The operations that the consoles send are valid, answer, and take the statements that they are allowed, however many rows they show. */
@DocketTest(demoCases = 2_000)
class OperationsTest {
    @Autowired
    GraphClient client;

    @BeforeEach
    void importStatements() throws IOException {
        var file = new ClassPathResource("docket/guards/statements.csv").getContentAsByteArray();
        var answer = client.send(client.request("/imports/statements")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofByteArray(file)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    static List<Operation> operations() throws IOException {
        return Operation.all();
    }

    @Test
    void thereAreOperations() throws IOException {
        assertThat(operations()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void keepsItsBudget(Operation operation) {
        var answer = run(operation, Map.of());
        assertThat(answer.statements()).as(tables(answer)).hasSizeBetween(1, operation.budget());
    }

    /** Five rows may have nothing below them where a hundred have something, which saves statements; a hundred never cost one more. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void takesNoMoreStatementsForAHundredRows(Operation operation) {
        if (operation.isPaged()) {
            assertThat(run(operation, Map.of("first", 5)).statements()).hasSizeBetween(1, operation.budget());
            assertThat(run(operation, Map.of("first", 100)).statements()).hasSizeBetween(1, operation.budget());
        }
    }

    /** The question that Docket is there for: case, seller, decisions, SOP version of each, reviewer, vendor. */
    @Test
    void answersTheQuestionInAsManyStatementsForFiveCasesAsForAHundred() throws IOException {
        var question = operations().stream()
                .filter(operation -> operation.toString().endsWith("CasesInContext.graphql"))
                .findFirst()
                .orElseThrow();
        var counts = Stream.of(5, 50, 100)
                .map(first -> run(question, Map.of("first", first)).statements().size());
        assertThat(counts).containsOnly(question.budget());
    }

    /** The statements by the tables that they read, which is what one looks for when the budget is broken. */
    private static String tables(Answer answer) {
        return answer.statements().stream()
                .map(sql -> sql.replaceAll("(?s).*? from (unnest.*? from )?([a-z_.]+).*", "$2"))
                .toList()
                .toString();
    }

    private Answer run(Operation operation, Map<String, Object> overriding) {
        var variables = new HashMap<String, Object>();
        operation.variables().forEach((name, source) -> variables.put(name, value(source)));
        variables.putAll(overriding);
        var answer = client.explain(operation.document(), variables);
        assertThat(answer.errors()).as(answer.body()).isEmpty();
        return answer;
    }

    private Object value(String source) {
        var value = Operation.value(source, client);
        assertThat(value).as("nothing found by " + source).isNotNull();
        return Objects.requireNonNull(value);
    }
}

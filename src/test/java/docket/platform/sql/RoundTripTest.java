package docket.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import docket.testing.TestPostgres;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;

/** Statements that wait for each other get each its own answer. */
class RoundTripTest {
    private static final DSLContext sql =
            Transactions.of(TestPostgres.database("test_round_trip").dataSource());

    @Test
    void semicolonsInTextsAndCommentsShiftNoAnswers() {
        var answers = sql.transactionResult(transaction -> {
            var first = Write.later(transaction.dsl(), "select 'a;b' /* ; */ -- ;\n", row -> row.getString(1));
            var second = Write.later(transaction.dsl(), "select 2", row -> row.getString(1));
            return Map.of("first", first.get(), "second", second.get());
        });
        assertThat(answers.toString()).contains("first=[a;b]", "second=[2]");
    }

    @Test
    void takesOneStatementAtATime() {
        assertThatThrownBy(() -> sql.transactionResult(
                        transaction -> Write.rows(transaction.dsl(), "select 1; select 2", row -> row.getInt(1))))
                .hasStackTraceContaining("a text held more than one statement");
    }

    @Test
    void whatFailedFailsHoweverOftenItIsAsked() {
        sql.transaction(transaction -> {
            var good = Write.later(transaction.dsl(), "select 1", row -> row.getInt(1));
            var bad = Write.later(transaction.dsl(), "select 1 / 0", row -> row.getInt(1));
            for (var time = 0; time < 2; time++) {
                assertThatThrownBy(bad::get).isInstanceOf(DataAccessException.class);
                assertThatThrownBy(good::get).isInstanceOf(DataAccessException.class);
            }
            transaction.dsl().connection(connection -> connection.rollback());
        });
    }

    @Test
    void readsIntoAMap() {
        Map<Integer, String> read = sql.transactionResult(transaction -> Write.<Integer, String>map(
                        transaction.dsl(),
                        "select n, 'number ' || n from generate_series(1, ?) n",
                        (row, map) -> map.put(row.getInt(1), row.getString(2)),
                        2)
                .get());
        assertThat(read).isEqualTo(Map.of(1, "number 1", 2, "number 2"));
    }
}

package docket.platform.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import docket.platform.sql.Databases;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Quiet;
import docket.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** One answer sees one state of the database; and what a caller reads when the database fails in the middle of it. */
@DocketTest(ownDatabase = true)
class SnapshotAndFaultsTest {
    private static final String SDL = """
            extend type Query {
              before: Int! @requires(scope: VIEWER_READ)
              meanwhile: Boolean! @requires(scope: VIEWER_READ)
              after: Int! @requires(scope: VIEWER_READ)
              wait: Boolean @requires(scope: VIEWER_READ)
              wrong: Int @requires(scope: VIEWER_READ)
              break: Boolean! @requires(scope: VIEWER_READ)
            }
            """;

    @Autowired
    TestDatabase database;

    @Autowired
    @Qualifier("readDataSource")
    DataSource pool;

    @Autowired
    Databases databases;

    @Autowired
    GraphClient http;

    private EngineClient client;

    @BeforeEach
    void prepare() {
        Quiet.about(GraphEngine.class);
        run("create table if not exists public.probe (number int)");
        run("grant select on public.probe to docket_app");
        var schema = WiredSchema.of(List.of(SmallGraph.file("/graphql/schema.graphqls"), SDL), List.of(this::wire));
        client = new EngineClient(TestEngine.of(schema, () -> databases.whole("a test"), 5_000));
    }

    @AfterEach
    void nothingLeaks() throws SQLException {
        Quiet.noMore(GraphEngine.class);
        assertThat(pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections())
                .isZero();
        assertThat(client.data("{ before }")).startsWith("{\"before\":");
    }

    private void wire(Graph graph) {
        graph.query("before", SnapshotAndFaultsTest::rows)
                .query("after", SnapshotAndFaultsTest::rows)
                .query("meanwhile", call -> run("insert into public.probe values (1)"))
                .query(
                        "break",
                        call -> run(
                                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'docket-read'"))
                .query(
                        "wrong",
                        call -> call.db()
                                .list(DSL.resultQuery("select 1 / 0"), row -> row.getInt(1))
                                .getFirst())
                .query("wait", call -> {
                    call.db()
                            .list(
                                    DSL.resultQuery("select set_config('statement_timeout', '100', true)"),
                                    row -> row.getString(1));
                    return call.db()
                            .list(DSL.resultQuery("select pg_sleep(5)"), row -> row.getString(1))
                            .isEmpty();
                });
    }

    private static Integer rows(FieldCall call) {
        return call.db()
                .list(DSL.resultQuery("select count(*) from public.probe"), row -> row.getInt(1))
                .getFirst();
    }

    private boolean run(String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            return statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void allStatementsOfAnAnswerSeeOneState() {
        var first = client.ask("{ before meanwhile after }").get("data");
        assertThat(first.get("after").asInt()).isEqualTo(first.get("before").asInt());
        assertThat(client.ask("{ before }").at("/data/before").asInt())
                .isEqualTo(first.get("after").asInt() + 1);
    }

    @Test
    void aLostConnectionIsUnavailable() {
        assertThat(client.errors("{ before break after }"))
                .containsExactly("UNAVAILABLE: The database does not answer at the moment: try again");
        assertThat(client.ask("{ before break after }").at("/data").isNull()).isTrue();
        assertThat(client.ask("{ before break after }")
                        .at("/errors/0/extensions/retryAfterMs")
                        .asInt())
                .isPositive();
    }

    @Test
    void connectionsThatDiedInThePoolAreReplaced() {
        assertThat(client.data("{ before }")).startsWith("{\"before\":");
        run("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'docket-read'");
        assertThat(client.data("{ before }")).startsWith("{\"before\":");
    }

    @Test
    void aSlowStatementIsATimeout() {
        assertThat(client.errors("{ before wait after }").getFirst()).startsWith("QUERY_TIMEOUT: ");
    }

    @Test
    void aWrongStatementIsOurDefectAndShowsNothingOfItself() {
        assertThat(client.errors("{ wrong }")).containsExactly("INTERNAL: Internal error");
    }

    @Test
    void anExhaustedPoolIsUnavailable() throws SQLException {
        var size = pool.unwrap(HikariDataSource.class).getMaximumPoolSize();
        var taken = new ArrayList<Connection>();
        try {
            for (int number = 0; number < size; number++) {
                taken.add(pool.getConnection());
            }
            var answer = http.execute("{ sellers(first: 1) { nodes { id } } }");
            assertThat(answer.errorCodes()).containsExactly("UNAVAILABLE");
            assertThat(answer.body()).doesNotContainIgnoringCase("hikari").doesNotContain("select");
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
    }
}

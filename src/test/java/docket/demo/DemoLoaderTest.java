package docket.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What loading promises: the same data every time, all or nothing, into empty databases only, and a schema as the migrations made it. */
class DemoLoaderTest {
    private static final int CASES = 2_000;
    private static final DemoDatabase LOADED = DemoDatabase.empty("loaded");

    @BeforeAll
    static void load() {
        assertThat(LOADED.load(CASES, line -> {})).isTrue();
    }

    @Test
    void loadsTheSameDataEveryTime() throws SQLException {
        var again = DemoDatabase.empty("again");
        again.load(CASES, line -> {});

        assertThat(again.query(checksums())).isEqualTo(LOADED.query(checksums()));
        assertThat(LOADED.query(checksums())).noneMatch(checksum -> checksum.contains(",0,"));
    }

    @Test
    void leavesTheSchemaAsTheMigrationsMadeIt() throws SQLException {
        assertThat(LOADED.schema()).isEqualTo(DemoDatabase.empty("migrated").schema());
    }

    @Test
    void addsNothingToADatabaseThatHoldsData() throws SQLException {
        var before = LOADED.query(checksums());

        assertThat(LOADED.load(CASES, line -> {})).isFalse();

        assertThat(LOADED.query(checksums())).isEqualTo(before);
    }

    @Test
    void leavesAnEmptyDatabaseWhenItIsKilledAndCanBeRepeated() throws SQLException {
        var database = DemoDatabase.empty("killed");
        var schema = database.schema();

        assertThatThrownBy(() -> database.load(20_000, line -> killLoader(database, line)))
                .isInstanceOf(RuntimeException.class);

        assertThat(database.isEmpty()).isTrue();
        assertThat(database.schema()).isEqualTo(schema);
        assertThat(database.load(CASES, line -> {})).isTrue();
    }

    @Test
    void newCasesGetNumbersOfTheirOwn() throws SQLException {
        assertThat(LOADED.query("select max(number) from cases.moderation_case"))
                .isEqualTo(List.of("(" + CASES + ")"));
        assertThat(LOADED.query("select nextval(pg_get_serial_sequence('cases.moderation_case', 'number'))"))
                .isEqualTo(List.of("(" + (CASES + 1) + ")"));
    }

    private static void killLoader(DemoDatabase database, String line) {
        if (line.endsWith("keys and indexes")) {
            try {
                database.query("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and usename = current_user and pid <> pg_backend_pid()");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static String checksums() {
        return Arrays.stream(Table.values())
                .map(table -> "select '%s' as name, count(*), sum(hashtextextended(t::text, 0)) as sum from %s t"
                        .formatted(table, table.sqlName()))
                .collect(Collectors.joining(" union all ", "", " order by name"));
    }
}

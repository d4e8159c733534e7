package docket.access;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.TestDatabase;
import docket.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tokens that lie ready beside the embedded database. */
class TokenFileTest {
    private static final TestDatabase DATABASE = TestPostgres.database("test_token_file");
    private final DSLContext sql = DSL.using(DATABASE.dataSource(), SQLDialect.POSTGRES);
    private final TokenRepository repository = new TokenRepository(sql);

    @TempDir
    Path home;

    private List<String> lines() throws Exception {
        new TokenFile(new Tokens(sql), repository, sql, home.resolve("tokens.env")).afterSingletonsInstantiated();
        return Files.readAllLines(home.resolve("tokens.env"));
    }

    private static void execute(String statement) throws SQLException {
        try (var connection = DATABASE.connect()) {
            connection.createStatement().execute(statement);
        }
    }

    @Test
    void keepsWhatIsGoodAndMakesTheRestAnew() throws Exception {
        var staff = lines();
        assertThat(staff)
                .extracting(line -> line.substring(0, line.indexOf('=')))
                .containsExactly(
                        "DOCKET_ADMIN_TOKEN",
                        "DOCKET_ANALYST_TOKEN",
                        "DOCKET_LEAD_TOKEN",
                        "DOCKET_REVIEWER_TOKEN",
                        "DOCKET_APPEALS_TOKEN",
                        "DOCKET_QA_TOKEN");
        assertThat(Files.getPosixFilePermissions(home.resolve("tokens.env")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        execute("insert into vendors.vendor (key, name) values ('b-co', 'B'), ('a-co', 'A'), ('c-co', 'C')");
        var all = lines();
        assertThat(all).hasSize(8).startsWith(staff.toArray(String[]::new));
        assertThat(all.get(6)).startsWith("DOCKET_VENDOR_A_TOKEN=docket_vendor_");
        assertThat(lines()).isEqualTo(all);

        var expired = TokenText.parse(all.getFirst().substring(all.getFirst().indexOf('=') + 1));
        execute(
                "update access.api_token set created_at = now() - interval '2 days', expires_at = now() + interval '1 hour' where public_id = '%s'"
                        .formatted(expired == null ? "" : expired.publicId()));
        var renewed = lines();
        assertThat(renewed.getFirst()).isNotEqualTo(all.getFirst()).startsWith("DOCKET_ADMIN_TOKEN=");
        assertThat(renewed.subList(1, 7)).isEqualTo(all.subList(1, 7));
        assertThat(sql.fetchCount(
                        DSL.table("access.api_token"),
                        DSL.condition("revoked_at is not null and owner like '%ADMIN%'")))
                .isEqualTo(1);
    }
}

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

    /** A reviewer in-house, and two at the first company, of whom one has left. */
    private static void hires() throws SQLException {
        execute(
                "insert into vendors.reviewer (name, email, role, hired_on, languages) values ('Rea', 'rea@docket.test', 'REVIEWER', '2024-01-01', '{en}')");
        execute(
                "insert into vendors.vendor_site (vendor_id, name, country, time_zone, languages) select id, 'Here', 'DE', 'UTC', '{en}' from vendors.vendor where key = 'a-co'");
        execute("""
                insert into vendors.reviewer (name, email, role, active, hired_on, left_on, languages, site_id, vendor_id)
                select n.name, lower(n.name) || '@a-co.test', 'REVIEWER', n.gone is null, '2024-01-01', n.gone, '{en}', s.id, s.vendor_id
                from vendors.vendor_site s, (values ('Gus', date '2025-01-01'), ('Vic', null)) n (name, gone)""");
    }

    /** Who works with the tokens that are good. */
    private List<String> people() {
        return sql.fetch("""
                select substr(t.owner, 12) || ' ' || r.name from access.api_token t join vendors.reviewer r on r.id = t.reviewer_id
                where t.revoked_at is null order by 1""").into(String.class);
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

        hires();
        var peopled = lines();
        assertThat(peopled.get(3)).isNotEqualTo(all.get(3));
        assertThat(peopled.get(6)).isNotEqualTo(all.get(6));
        peopled.remove(6);
        peopled.remove(3);
        assertThat(all).containsAll(peopled);
        assertThat(people()).containsExactly("DOCKET_REVIEWER_TOKEN Rea", "DOCKET_VENDOR_A_TOKEN Vic");
        all = lines();
        execute(
                "insert into vendors.reviewer (name, email, role, hired_on, languages) values ('Ria', 'ria@docket.test', 'REVIEWER', '2024-01-01', '{de,en}')");
        assertThat(lines()).as("whoever works with it goes on").isEqualTo(all);

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

package docket.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import docket.platform.database.DatabaseAccounts;
import docket.platform.request.GlobalId;
import docket.testing.AtOnce;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import docket.testing.TestPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** A company sees a seller as long as it has a case about it, whatever is noted with the seller, and nothing is noted there that is not so. */
@DocketTest(ownDatabase = true, demoCases = 2_000)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SellersOfACompanyTest {
    private static final int MOVERS = 6;
    private static final int MOVES = 60;
    private static final int PAIRS = 100;

    /** Noted, though the company has no case about the seller. */
    private static final String UNTRUE = """
            select s.id from subjects.seller s cross join unnest(s.seen_by) company
            where not exists (select from cases.moderation_case c where c.seller_id = s.id and c.vendor_id = company)""";

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    private DSLContext sql;
    private List<UUID> companies;
    private long unnoted;

    @BeforeAll
    void setUp() {
        sql = database.owner();
        companies = sql.fetch(
                        "select vendor_id from cases.moderation_case where vendor_id is not null group by 1 order by count(*) desc limit 2")
                .into(UUID.class);
        unnoted = sql.fetchSingle("""
                        select count(*) from cases.moderation_case c join subjects.seller s on s.id = c.seller_id
                        where c.vendor_id is not null and not c.vendor_id = any (s.seen_by)""").into(long.class);
    }

    private Set<UUID> seen(UUID company) {
        var asked = client.as(TestTokens.ofVendor(database, company));
        var sellers = sql.fetch("select id from subjects.seller").into(UUID.class);
        var seen = new HashSet<UUID>();
        for (var from = 0; from < sellers.size(); from += 100) {
            var ids = sellers.subList(from, Math.min(from + 100, sellers.size())).stream()
                    .map(id -> GlobalId.encode("Seller", id))
                    .toList();
            asked.execute("query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Seller { id } } }", Map.of("ids", ids))
                    .data("nodes")
                    .forEach(node -> {
                        if (!node.isNull()) {
                            seen.add(GlobalId.decode(node.get("id").asString(), "id")
                                    .id());
                        }
                    });
        }
        return seen;
    }

    private Set<UUID> ofCases(UUID company) {
        return new HashSet<>(sql.fetch(
                        "select distinct seller_id from cases.moderation_case where vendor_id = ? and seller_id is not null",
                        company)
                .into(UUID.class));
    }

    /** Which is what makes it fast; the others of these tests move cases about. */
    @Test
    void isNotedAsCasesCome() {
        assertThat(unnoted).isZero();
    }

    @Test
    void isSeenAsLongAsThereIsACase() {
        var seller = sql.fetchValue("""
                select seller_id from cases.moderation_case where vendor_id = ? and seller_id is not null
                group by 1 having count(*) > 1 limit 1""", companies.getFirst());
        var cases = sql.fetch(
                        "select id from cases.moderation_case where seller_id = ? and vendor_id = ?",
                        seller,
                        companies.getFirst())
                .into(UUID.class);
        for (var each : cases) {
            assertThat(seen(companies.getFirst())).contains((UUID) seller);
            sql.execute("update cases.moderation_case set vendor_id = ? where id = ?", companies.getLast(), each);
        }
        assertThat(seen(companies.getFirst())).doesNotContain((UUID) seller);
        assertThat(seen(companies.getLast())).contains((UUID) seller);
        assertThat(sql.fetch(UNTRUE)).isEmpty();
    }

    /** They come and go together, some of them back again before it is done. */
    @Test
    void nothingUntrueIsNotedByManyAtOnce() throws Exception {
        var cases = sql.fetch("""
                select id from cases.moderation_case where seller_id in (
                    select seller_id from cases.moderation_case where seller_id is not null group by 1 order by count(*) desc limit 3)""").into(UUID.class);
        var movers = IntStream.range(0, MOVERS)
                .<Callable<Integer>>mapToObj(mover -> () -> move(cases, new Random(mover)))
                .toList();
        assertThat(AtOnce.all(movers)).allMatch(moved -> moved > 0);
        assertThat(sql.fetch(UNTRUE)).isEmpty();
        for (var company : companies) {
            assertThat(seen(company)).isEqualTo(ofCases(company));
        }
    }

    /** How many were moved for good. */
    private int move(List<UUID> cases, Random random) throws SQLException {
        var moved = 0;
        try (var connection = database.connect();
                var update =
                        connection.prepareStatement("update cases.moderation_case set vendor_id = ? where id = ?")) {
            connection.setAutoCommit(false);
            for (var step = 0; step < MOVES; step++) {
                update.setObject(1, random.nextInt(4) == 0 ? null : companies.get(random.nextInt(2)));
                update.setObject(2, cases.get(random.nextInt(cases.size())));
                update.executeUpdate();
                if (random.nextInt(4) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    moved++;
                }
            }
        }
        return moved;
    }

    /** If each left the note to the other one, it would stay. */
    @Test
    void theLastTwoCasesLeaveAtOnce() throws Exception {
        var sellers = sql.fetch(
                        "select seller_id from cases.moderation_case where seller_id is not null group by 1 having count(*) > 1 limit ?",
                        PAIRS)
                .into(UUID.class);
        for (var seller : sellers) {
            sql.execute(
                    "update cases.moderation_case set vendor_id = ? where seller_id = ?", companies.getLast(), seller);
        }
        for (var seller : sellers) {
            var pair = sql.fetch("select id from cases.moderation_case where seller_id = ? limit 2", seller)
                    .into(UUID.class);
            sql.execute(
                    "update cases.moderation_case set vendor_id = ? where id = any (?)",
                    companies.getFirst(),
                    pair.toArray(UUID[]::new));
            AtOnce.all(pair.stream()
                    .<Callable<Integer>>map(one -> () -> sql.execute(
                            "update cases.moderation_case set vendor_id = ? where id = ?", companies.getLast(), one))
                    .toList());
        }
        assertThat(sql.fetch(UNTRUE)).isEmpty();
    }

    @Test
    void isNotedAnewByTheOwner() throws SQLException {
        TestPostgres.asSuperuser(database, statement -> {
            statement.execute("set local session_replication_role = replica");
            statement.execute("update subjects.seller set seen_by = array[gen_random_uuid()]");
        });
        sql.execute("call subjects.note_companies()");
        assertThat(sql.fetch(UNTRUE)).isEmpty();
        assertThat(sql.fetch("""
                select c.id from cases.moderation_case c join subjects.seller s on s.id = c.seller_id
                where c.vendor_id is not null and not c.vendor_id = any (s.seen_by)""")).isEmpty();
    }

    @Test
    void isWrittenByTriggersAlone() throws SQLException {
        refuses(database.accounts().app(), "update subjects.seller set seen_by = array[gen_random_uuid()]");
        refuses(database.accounts().app(), "update subjects.seller set id = gen_random_uuid()");
        refuses(database.accounts().app(), """
                insert into subjects.seller (external_ref, name, kind, market, registered_at, seen_by)
                values ('x', 'x', 'BUSINESS', 'DE', now(), array[gen_random_uuid()])""");
        refuses(database.accounts().scoped(), "select seen_by from subjects.seller");
    }

    private void refuses(DatabaseAccounts.Account login, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), login.user(), login.password());
                var refused = connection.createStatement()) {
            assertThatThrownBy(() -> refused.execute(statement))
                    .hasMessageContaining("permission denied for table seller");
        }
    }
}

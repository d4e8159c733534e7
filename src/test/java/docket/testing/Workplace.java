package docket.testing;

import docket.access.TestTokens;
import docket.platform.request.GlobalId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A small house to work in, put straight into a database of a test's own: two reviewers, a trainee, somebody without skills and two leads in-house, two
 * reviewers at a vendor, queues, rules, procedures, promises without calendars; and whom or what cases are about, as tests need them. A
 * {@link DocketTest} with a database of its own has it injected, and built by that.
 */
public final class Workplace {
    private static final String BUILD = resource("workplace.sql");
    private static final String FILL = resource("fill.sql");

    private final TestDatabase database;
    private final GraphClient client;
    private int made;

    private Workplace(TestDatabase database, GraphClient client) {
        this.database = database;
        this.client = client;
    }

    static Workplace in(TestDatabase database, GraphClient client) {
        var workplace = new Workplace(database, client);
        workplace.run(BUILD);
        return workplace;
    }

    private static String resource(String name) {
        try (var stream = Objects.requireNonNull(Workplace.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public void run(String statements) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The message of the database, which refuses the statement. */
    public String refusal(String statement) {
        try (var connection = database.connect();
                var refused = connection.createStatement()) {
            refused.execute(statement);
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("the database took " + statement);
    }

    /** The rows of a query, their columns as texts between bars. */
    public List<String> rows(String query) {
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(text(rows));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(ResultSet row) throws SQLException {
        var columns = new ArrayList<String>();
        for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            columns.add(String.valueOf(row.getString(column)));
        }
        return String.join("|", columns);
    }

    public String value(String query) {
        return rows(query).getFirst();
    }

    /** The global id of the first row. */
    public String id(String type, String query) {
        return GlobalId.encode(type, UUID.fromString(value(query)));
    }

    public static UUID uuid(String globalId) {
        return GlobalId.decode(globalId, "id").id();
    }

    public String person(String name) {
        return GlobalId.encode("Reviewer", reviewer(name));
    }

    public UUID reviewer(String name) {
        return UUID.fromString(value("select id from vendors.reviewer where name = '%s'".formatted(name)));
    }

    /** Works for a reviewer, a lead or a vendor's reviewer, as her role says. */
    public String tokenOf(String name) {
        return TestTokens.ofWorker(database, reviewer(name));
    }

    /** The application as somebody asks it who works here. */
    public GraphClient as(String name) {
        return client.as(tokenOf(name));
    }

    /** The application as an administrator asks it. */
    public GraphClient client() {
        return client;
    }

    /** May do everything, in anybody's name. */
    public String administratorToken() {
        return TestTokens.administrator(database);
    }

    /** The portal of the vendor, which acts for any of its people. */
    public String vendorToken() {
        return TestTokens.ofVendor(
                database, UUID.fromString(value("select id from vendors.vendor where key = 'swift'")));
    }

    public String queue(String key) {
        return id("Queue", "select id from cases.queue where key = '%s'".formatted(key));
    }

    public String seller(String kind, String market) {
        return id("Seller", """
                insert into subjects.seller (external_ref, name, kind, market, registered_at)
                values ('made-%d', 'A shop', '%s', '%s', '2025-01-01') returning id""".formatted(++made, kind, market));
    }

    public String creator(int followers) {
        return id("Creator", """
                insert into subjects.creator (handle, display_name, market, follower_count, registered_at)
                values ('made%d', 'A creator', 'JP', %d, '2025-01-01') returning id""".formatted(++made, followers));
    }

    public String listingOf(String seller) {
        return id("ProductListing", """
                insert into subjects.product_listing (seller_id, title, state, market)
                select id, 'A lamp', 'LIVE', market from subjects.seller where id = '%s' returning id""".formatted(uuid(seller)));
    }

    public String contentOf(String creator) {
        return id("Content", """
                insert into subjects.content (creator_id, kind, caption, state, market)
                select id, 'VIDEO', 'A lamp', 'LIVE', market from subjects.creator where id = '%s' returning id""".formatted(uuid(creator)));
    }

    /** A fresh listing of the seller of that market. */
    public String listing(String market) {
        var sql = """
                insert into subjects.product_listing (seller_id, title, state, market, language)
                select id, 'Lamp ' || gen_random_uuid(), 'LIVE', market, '%s' from subjects.seller where external_ref = lower('%s') || '-1'
                returning id""".formatted(market.equals("DE") ? "de" : "fr", market);
        return id("ProductListing", sql);
    }

    /** So many cases that wait in a queue of listings, without a report; the first is the most urgent. */
    public void fill(String queue, int cases) {
        run(FILL.formatted(queue, cases));
    }

    /** In force; about what is illegal. */
    public String clause() {
        return clause("1");
    }

    /** @param number 2: about what the house does not allow; 3: not in force any more */
    public String clause(String number) {
        return id("PolicyClause", "select id from policies.policy_clause where number = '%s'".formatted(number));
    }

    public String sop() {
        return sop("lamps");
    }

    /** @param key lamps-empty: without a version */
    public String sop(String key) {
        return id("Sop", "select id from sops.sop where key = '%s'".formatted(key));
    }

    /** So many more reviewers like Ann. */
    public List<String> hire(int people) {
        run("""
                insert into vendors.reviewer (name, email, role, hired_on, languages)
                select 'Ann ' || n, 'ann' || n || '@docket.test', 'REVIEWER', '2024-01-01', '{de,en}' from generate_series(1, %d) n;
                insert into vendors.reviewer_skill (reviewer_id, domain, level, granted_on)
                select id, 'PRODUCT_LISTING', 'FULL', '2024-01-01' from vendors.reviewer where name like 'Ann _%%'""".formatted(people));
        return rows("select name from vendors.reviewer where name like 'Ann _%' order by id");
    }

    /** The case and the number of the lease that came with a claim, and what else an input names. */
    public static Map<String, Object> held(JsonNode claim, Object... more) {
        var input = new HashMap<String, Object>();
        input.put("case", claim.at("/case/id").asString());
        input.put("leaseToken", claim.at("/lease/token").asString());
        return with(input, more);
    }

    /** A decision of what was claimed. */
    public Map<String, Object> decision(JsonNode claim, String outcome, Object... more) {
        return with(
                judgement(outcome, more),
                "case",
                claim.at("/case/id").asString(),
                "leaseToken",
                claim.at("/lease/token").asString());
    }

    /** What a decision says, of whichever case. */
    public Map<String, Object> judgement(String outcome, Object... more) {
        var input = new HashMap<String, Object>();
        input.put("outcome", outcome);
        input.put("clauses", List.of(clause()));
        input.put("sop", sop());
        input.put("rationale", "As seen");
        return with(input, more);
    }

    /** A decision by the lease of that number, as somebody with the rights of the application writes it past the server. */
    public static String decisionByHand(UUID theCase, long lease) {
        return """
                insert into decisions.decision (case_id, level, outcome, policy_clause_id, sop_version_id, snapshot_id, decider_id, market,
                    rationale, active_seconds, automated_detection, automated_decision, lease_token, decided_at)
                select c.id, 'FIRST', 'NO_VIOLATION', (select min(id::text)::uuid from policies.policy_clause),
                    (select min(id::text)::uuid from sops.sop_version), s.id, l.reviewer_id, c.market, 'As seen', 1, false, 'NOT_AUTOMATED', l.token, now()
                from cases.moderation_case c
                join cases.lease l on l.case_id = c.id
                join cases.subject_snapshot s on s.case_id = c.id
                where c.id = '%s' and l.token = %d limit 1""".formatted(theCase, lease);
    }

    /** @param more names and values, put into the input */
    public static Map<String, Object> with(Map<String, Object> input, Object... more) {
        for (var index = 0; index < more.length; index += 2) {
            input.put((String) more[index], more[index + 1]);
        }
        return input;
    }

    /** What has to be mended first. */
    public static String code(JsonNode payload) {
        return payload.at("/userErrors/0/code").asString();
    }

    /** What most reports say, and what else this one does. */
    public Map<String, Object> report(String subject, Object... more) {
        var input = new HashMap<String, Object>();
        input.put("subject", subject);
        input.put("reporterKind", "BUYER");
        input.put("sourceType", "ARTICLE_16_NOTICE");
        return with(input, more);
    }

    /** The case that a payload shows. */
    public static UUID caseOf(JsonNode payload) {
        return uuid(payload.at("/case/id").asString());
    }

    public String stateOf(UUID theCase) {
        return value("select state from cases.moderation_case where id = '%s'".formatted(theCase));
    }

    /** What has happened to a case, from the beginning. */
    public List<String> eventsOf(UUID theCase) {
        return rows("select kind from cases.case_event where case_id = '%s' order by seq".formatted(theCase));
    }
}

package docket.testing;

import docket.access.TestTokens;
import docket.platform.request.GlobalId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A small house to work in, put straight into a database of a test's own: two reviewers and a lead in-house, one reviewer at a vendor, a queue each for
 * listings of two markets, promises without calendars, a seller.
 */
public final class Workplace {
    private static final String BUILD = """
            insert into vendors.vendor (key, name) values ('swift', 'Swift Reviews');
            insert into vendors.vendor_site (vendor_id, name, country, time_zone, languages)
            select id, 'Manila', 'PH', 'Asia/Manila', '{en,fr}' from vendors.vendor;
            insert into vendors.reviewer (name, email, role, hired_on, languages)
            values ('Ann', 'ann@docket.test', 'REVIEWER', '2024-01-01', '{de,en}'),
                   ('Bea', 'bea@docket.test', 'REVIEWER', '2024-01-01', '{de,en}'),
                   ('Una', 'una@docket.test', 'REVIEWER', '2024-01-01', '{en}'),
                   ('Lea', 'lea@docket.test', 'TEAM_LEAD', '2024-01-01', '{de,en}');
            insert into vendors.reviewer (name, email, role, hired_on, languages, site_id, vendor_id)
            select 'Vic', 'vic@swift.test', 'REVIEWER', '2024-01-01', '{en,fr}', id, vendor_id from vendors.vendor_site;
            insert into vendors.reviewer_skill (reviewer_id, domain, level, granted_on)
            select id, 'PRODUCT_LISTING', 'FULL', '2024-01-01' from vendors.reviewer where name <> 'Una';
            insert into vendors.reviewer_skill (reviewer_id, domain, level, granted_on)
            select id, 'SELLER', 'FULL', '2024-01-01' from vendors.reviewer where name in ('Ann', 'Bea', 'Lea');
            insert into cases.queue (key, name, domain, market) values ('listings-de', 'Listings DE', 'PRODUCT_LISTING', 'DE');
            insert into cases.queue (key, name, domain, market) values ('sellers-de', 'Sellers DE', 'SELLER', 'DE');
            insert into cases.queue (key, name, domain, market, vendor_id)
            select 'listings-fr', 'Listings FR', 'PRODUCT_LISTING', 'FR', id from vendors.vendor;
            insert into cases.routing_rule_version (key, revision, rank, queue_id, domain, market, effective_at)
            select key, 1, 10, id, domain, market, '2024-01-01' from cases.queue;
            insert into sla.sla_policy (key, revision, name, clock_kind, agreement, target_minutes, imminent_minutes, severity, effective_at)
            select 'decision-' || lower(severity), 1, 'Decision', 'DECISION', 'SLA', minutes, 10, severity, '2024-01-01'
            from (values ('P0', 60), ('P1', 240), ('P2', 1440), ('P3', 2880)) s (severity, minutes);
            insert into sla.sla_policy (key, revision, name, clock_kind, agreement, target_minutes, imminent_minutes, effective_at)
            values ('first-touch', 1, 'First touch', 'FIRST_TOUCH', 'OLA', 120, 10, '2024-01-01');
            insert into subjects.seller (external_ref, name, kind, market, registered_at)
            values ('de-1', 'Lampenladen', 'BUSINESS', 'DE', '2024-01-01'), ('fr-1', 'La Lampe', 'BUSINESS', 'FR', '2024-01-01');
            insert into policies.policy (key, title, domain, summary) values ('lamps', 'Lamps', 'PRODUCT_LISTING', 'Which lamps may be sold.');
            insert into policies.policy_clause (policy_id, number, revision, title, body, ground, statement_category, effective_on)
            select id, '1', 1, 'Open wires', 'Lamps with open wires are not sold.', 'ILLEGAL_CONTENT', 'UNSAFE_AND_PROHIBITED_PRODUCTS', '2024-01-01'
            from policies.policy;
            insert into sops.topic (key, name) values ('lamps', 'Lamps');
            insert into sops.sop (key, title, topic_id, domain, owner_id, steward_id, review_every_days)
            select 'lamps', 'Look at a lamp', t.id, 'PRODUCT_LISTING', r.id, r.id, 90 from sops.topic t, vendors.reviewer r where r.name = 'Lea';
            insert into sops.sop_version (sop_id, locale, semver, status, title, body, author_id, approver_id, approved_at, effective_at)
            select s.id, 'en-GB', '1.0.0', 'EFFECTIVE', 'Look at a lamp', 'Are there open wires?', a.id, b.id, '2024-01-01', '2024-01-01'
            from sops.sop s, vendors.reviewer a, vendors.reviewer b where a.name = 'Lea' and b.name = 'Ann';
            insert into sops.sop_step (sop_version_id, key, position, kind, prompt, yes_step_key, no_step_key)
            select v.id, s.key, s.position, s.kind, 'Look.', s.yes, s.no
            from sops.sop_version v, (values ('wires', 1, 'QUESTION', 'remove', 'keep'), ('remove', 2, 'ACTION', null, null), ('keep', 3, 'ACTION', null, null))
                s (key, position, kind, yes, no);
            """;

    private final TestDatabase database;

    private Workplace(TestDatabase database) {
        this.database = database;
    }

    public static Workplace in(TestDatabase database) {
        var workplace = new Workplace(database);
        workplace.run(BUILD);
        return workplace;
    }

    public void run(String statements) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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

    public UUID reviewer(String name) {
        return UUID.fromString(value("select id from vendors.reviewer where name = '%s'".formatted(name)));
    }

    /** Works for a reviewer, a lead or a vendor's reviewer, as her role says. */
    public String tokenOf(String name) {
        return TestTokens.ofWorker(database, reviewer(name));
    }

    /** The portal of the vendor, which acts for any of its people. */
    public String vendorToken() {
        return TestTokens.ofVendor(
                database, UUID.fromString(value("select id from vendors.vendor where key = 'swift'")));
    }

    public String queue(String key) {
        return GlobalId.encode(
                "Queue", UUID.fromString(value("select id from cases.queue where key = '%s'".formatted(key))));
    }

    /** A fresh listing of the seller of that market. */
    public String listing(String market) {
        var sql = """
                insert into subjects.product_listing (seller_id, title, state, market, language)
                select id, 'Lamp ' || gen_random_uuid(), 'LIVE', market, '%s' from subjects.seller where market = '%s'
                returning id""".formatted(market.equals("DE") ? "de" : "fr", market);
        return GlobalId.encode("ProductListing", UUID.fromString(value(sql)));
    }

    /** So many cases that wait in a queue of listings, without a report; the first is the most urgent. */
    public void fill(String queue, int cases) {
        run("""
                insert into subjects.product_listing (seller_id, title, state, market, language)
                select s.id, 'Lamp ' || n, 'LIVE', s.market, case s.market when 'DE' then 'de' else 'fr' end
                from cases.queue q join subjects.seller s on s.market = q.market, generate_series(1, %2$d) n
                where q.key = '%1$s';
                with opened as (
                    insert into cases.moderation_case (domain, subject_kind, seller_id, listing_id, title, summary, severity, state, queue_id, vendor_id,
                        market, language, source_type, source_detail, received_at, queued_at, due_at)
                    select 'PRODUCT_LISTING', 'LISTING', l.seller_id, l.id, l.title, 'Reported', 'P2', 'QUEUED', q.id, q.vendor_id, l.market, l.language,
                        'VOLUNTARY', 'MODEL', l.at, l.at + interval '1 minute', l.at + interval '24 hours'
                    from cases.queue q
                    join (select *, now() - interval '20 hours' + row_number() over (order by id) * interval '0.1 second' as at
                        from subjects.product_listing) l on l.market = q.market
                    where q.key = '%1$s' and not exists (select from cases.moderation_case c where c.listing_id = l.id)
                    returning id, received_at, queued_at, due_at),
                told as (
                    insert into cases.case_event (case_id, seq, kind, from_state, to_state, occurred_at, actor_kind)
                    select id, 1, 'RECEIVED', null, 'RECEIVED', received_at, 'SYSTEM' from opened
                    union all select id, 2, 'QUEUED', 'RECEIVED', 'QUEUED', queued_at, 'SYSTEM' from opened)
                insert into sla.sla_clock (sla_policy_id, clock_kind, agreement, case_id, market, vendor_id, status, started_at, due_at)
                select p.id, p.clock_kind, p.agreement, o.id, c.market, c.vendor_id, 'RUNNING',
                    case p.clock_kind when 'DECISION' then o.received_at else o.queued_at end,
                    case p.clock_kind when 'DECISION' then o.received_at else o.queued_at end + p.target_minutes * interval '1 minute'
                from opened o, cases.queue c, sla.sla_policy p
                where c.key = '%1$s' and p.key in ('decision-p2', 'first-touch')
                """.formatted(queue, cases));
    }

    public String clause() {
        return GlobalId.encode("PolicyClause", UUID.fromString(value("select id from policies.policy_clause")));
    }

    public String sop() {
        return GlobalId.encode("Sop", UUID.fromString(value("select id from sops.sop")));
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

    /** What most reports say. */
    public Map<String, Object> report(String subject) {
        return Map.of("subject", subject, "reporterKind", "BUYER", "sourceType", "ARTICLE_16_NOTICE");
    }
}

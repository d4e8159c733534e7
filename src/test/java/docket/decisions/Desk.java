package docket.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.request.GlobalId;
import docket.testing.Answer;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A desk of three people in one house, the rules that they follow, and the ways of the graph to work at it. */
final class Desk {
    private static final String BASICS = """
            insert into vendors.reviewer (name, email, role, hired_on, languages)
            select n, lower(n) || '@desk.example', 'REVIEWER', '2025-01-01', '{en,ja,de}' from unnest(array['Ann', 'Bob', 'Tim']) n;
            insert into vendors.reviewer_skill (reviewer_id, domain, level, granted_on)
            select r.id, d, case r.name when 'Tim' then 'TRAINEE' else 'FULL' end, '2025-01-01'
            from vendors.reviewer r, unnest(array['SELLER', 'PRODUCT_LISTING', 'CONTENT_CREATOR', 'IPR']) d
            where r.email like '%@desk.example';
            insert into policies.policy (key, title, domain, summary) values ('desk', 'Toys', 'SELLER', 'What may be sold.');
            insert into policies.policy_clause (policy_id, number, revision, title, body, ground, statement_category, effective_on, ends_on)
            select p.id, c.number, 1, 'Clause', 'No dangerous toys.', c.ground, c.category, '2025-01-01', c.ends_on::date
            from policies.policy p, (values
                ('1', 'ILLEGAL_CONTENT', 'UNSAFE_AND_PROHIBITED_PRODUCTS', null),
                ('2', 'INCOMPATIBLE_CONTENT', 'SCAMS_AND_FRAUD', null),
                ('3', 'INCOMPATIBLE_CONTENT', 'SCAMS_AND_FRAUD', '2025-06-01')) c (number, ground, category, ends_on)
            where p.key = 'desk';
            insert into sops.topic (key, name) values ('desk', 'Toys');
            insert into sops.sop (key, title, topic_id, domain, owner_id, steward_id, review_every_days)
            select k, 'Check a toy', t.id, 'SELLER', r.id, r.id, 90
            from sops.topic t, vendors.reviewer r, unnest(array['desk', 'desk-empty']) k
            where t.key = 'desk' and r.email = 'ann@desk.example';
            with version as (
                insert into sops.sop_version (
                    sop_id, locale, market, semver, status, title, body, author_id, approver_id, approved_at, effective_at, ends_at)
                select s.id, v.locale, v.market, v.semver, v.status, 'Check', 'Look.', a.id, b.id, '2025-01-01', v.begins::timestamptz,
                    v.ends::timestamptz
                from sops.sop s, vendors.reviewer a, vendors.reviewer b, (values
                    ('en-GB', null, '1.0.0', 'SUPERSEDED', '2025-02-01', '2025-08-01'),
                    ('en-GB', null, '1.1.0', 'EFFECTIVE', '2025-08-01', null),
                    ('ja-JP', null, '2.0.0', 'EFFECTIVE', '2025-02-01', null),
                    ('ja-JP', 'JP', '3.0.0', 'EFFECTIVE', '2025-02-01', null)) v (locale, market, semver, status, begins, ends)
                where s.key = 'desk' and a.email = 'ann@desk.example' and b.email = 'bob@desk.example'
                returning id)
            insert into sops.sop_step (sop_version_id, key, position, kind, prompt, yes_step_key, no_step_key, next_step_key)
            select v.id, s.key, s.position, s.kind, 'Look.', s.yes, s.no, s.next
            from version v, (values
                ('small-parts', 1, 'QUESTION', 'remove', 'label', null),
                ('label', 2, 'QUESTION', 'remove', 'keep', null),
                ('remove', 3, 'ACTION', null, null, 'tell'),
                ('tell', 4, 'ACTION', null, null, null),
                ('keep', 5, 'ACTION', null, null, null)) s (key, position, kind, yes, no, next);
            insert into cases.queue (key, name, domain)
            select 'desk-' || lower(replace(d, '_', '-')), 'Desk', d
            from unnest(array['SELLER', 'PRODUCT_LISTING', 'CONTENT_CREATOR', 'IPR']) d;
            """;

    private final GraphClient client;
    private final TestDatabase database;
    private int made;

    Desk(GraphClient client, TestDatabase database) {
        this.client = client;
        this.database = database;
    }

    static Desk setUp(GraphClient client, TestDatabase database) {
        var desk = new Desk(client, database);
        desk.run(BASICS);
        return desk;
    }

    void run(String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The message of the database, which refuses the statement. */
    String refusal(String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("the database took " + sql);
    }

    String value(String query) {
        return String.valueOf(values(query).getFirst());
    }

    List<String> values(String query) {
        var values = new ArrayList<String>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return values;
    }

    String id(String type, String query) {
        return GlobalId.encode(type, UUID.fromString(value(query)));
    }

    static UUID uuid(String globalId) {
        return GlobalId.decode(globalId, "id").id();
    }

    String person(String name) {
        return id("Reviewer", "select id from vendors.reviewer where email = lower('%s@desk.example')".formatted(name));
    }

    String clause(String number) {
        return id("PolicyClause", """
                select c.id from policies.policy_clause c join policies.policy p on p.id = c.policy_id
                where p.key = 'desk' and c.number = '%s'""".formatted(number));
    }

    String sop(String key) {
        return id("Sop", "select id from sops.sop where key = '%s'".formatted(key));
    }

    String seller(String kind, String market) {
        return id("Seller", """
                insert into subjects.seller (external_ref, name, kind, market, registered_at)
                values ('desk-%d', 'A shop', '%s', '%s', '2025-01-01') returning id""".formatted(++made, kind, market));
    }

    String creator(int followers) {
        return id("Creator", """
                insert into subjects.creator (handle, display_name, market, follower_count, registered_at)
                values ('desk%d', 'A creator', 'JP', %d, '2025-01-01') returning id""".formatted(++made, followers));
    }

    String listing(String seller) {
        return id("ProductListing", """
                insert into subjects.product_listing (seller_id, title, state, market)
                select id, 'A toy', 'LIVE', market from subjects.seller where id = '%s' returning id""".formatted(uuid(seller)));
    }

    String content(String creator) {
        return id("Content", """
                insert into subjects.content (creator_id, kind, caption, state, market)
                select id, 'VIDEO', 'A toy', 'LIVE', market from subjects.creator where id = '%s' returning id""".formatted(uuid(creator)));
    }

    /** A case in somebody's hands: its id, and the number of the lease. */
    record Held(String id, long token) {
        UUID uuid() {
            return Desk.uuid(id);
        }
    }

    /** Reported, routed and claimed; nothing else waits. */
    Held claimed(String subject, String by) {
        var reported = mutate(
                "reportCase",
                "case { id }",
                Map.of("subject", subject, "reporterKind", "BUYER", "sourceType", "ARTICLE_16_NOTICE"));
        var held = claim(by);
        assertThat(held.id()).isEqualTo(reported.at("/case/id").asString());
        return held;
    }

    Held claim(String by) {
        var claimed = mutate("claimNextCase", "case { id } lease { token }", Map.of("reviewer", person(by)));
        return new Held(
                claimed.at("/case/id").asString(),
                Long.parseLong(claimed.at("/lease/token").asString()));
    }

    Map<String, Object> decision(Held held, String by, String outcome, Object... more) {
        var input = new HashMap<String, Object>();
        input.put("idempotencyKey", UUID.randomUUID().toString());
        input.put("case", held.id());
        input.put("leaseToken", held.token());
        input.put("reviewer", person(by));
        input.put("outcome", outcome);
        input.put("clauses", List.of(clause("1")));
        input.put("sop", sop("desk"));
        input.put("rationale", "There are small parts.");
        for (int index = 0; index < more.length; index += 2) {
            input.put((String) more[index], more[index + 1]);
        }
        return input;
    }

    static Map<String, Object> action(String kind, Object... more) {
        var action = new HashMap<String, Object>();
        action.put("kind", kind);
        for (int index = 0; index < more.length; index += 2) {
            action.put((String) more[index], more[index + 1]);
        }
        return action;
    }

    static final String DECIDED = """
            case { id state } decision { id approval supersedes { id } actions { id kind state effectiveAt endsAt } }""";

    /** The payload; fails when something had to be mended. */
    JsonNode decide(Held held, String by, String outcome, Object... more) {
        return mutate("decideCase", DECIDED, decision(held, by, outcome, more));
    }

    Answer send(String mutation, String selection, Map<String, Object> input) {
        var keyed = new HashMap<>(input);
        keyed.putIfAbsent("idempotencyKey", UUID.randomUUID().toString());
        var type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return client.explain(
                "mutation ($input: %s!) { %s(input: $input) { %s wasRepeated userErrors { code field message } } }"
                        .formatted(type, mutation, selection),
                Map.of("input", keyed));
    }

    JsonNode mutate(String mutation, String selection, Map<String, Object> input) {
        var payload = send(mutation, selection, input).data(mutation);
        assertThat(payload.at("/userErrors").size()).as(payload.toString()).isZero();
        return payload;
    }

    /** Each as {@code CODE input.field}. */
    List<String> refused(String mutation, Map<String, Object> input) {
        var answer = send(mutation, "case { id }", input);
        var errors = answer.data(mutation + "/userErrors");
        assertThat(errors.size()).as(answer.body()).isPositive();
        return errors.valueStream()
                .map(error -> error.path("code").asString() + " "
                        + String.join(
                                ".",
                                error.path("field")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList()))
                .toList();
    }
}

package docket.decisions;

import docket.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same work as SQL that somebody writes by hand, without a server: claim the next case of a queue, decide it, each a transaction. */
final class HandWritten {
    private static final String CLAIM = """
            with next as (
                select c.id from cases.moderation_case c join cases.queue q on q.id = c.queue_id
                where q.key = 'listings-de' and c.state = 'QUEUED' order by c.due_at limit 1 for no key update of c skip locked),
            event as (
                insert into cases.case_event (case_id, seq, kind, from_state, to_state, occurred_at, actor_kind, reviewer_id)
                select id, (select max(seq) + 1 from cases.case_event e where e.case_id = next.id), 'CLAIMED', 'QUEUED', 'IN_REVIEW', now(), 'REVIEWER', ?
                from next),
            assigned as (
                insert into cases.assignment (case_id, reviewer_id, assigned_at, reason) select id, ?, now(), 'CLAIM' from next),
            leased as (
                insert into cases.lease (case_id, reviewer_id, token, granted_at, heartbeat_at, expires_at)
                select id, ?, coalesce((select max(l.token) from cases.lease l where l.case_id = next.id), 0) + 1, now(), now(), now() + interval '15 minutes' from next returning case_id, token),
            pictured as (
                insert into cases.subject_snapshot (case_id, payload, taken_at)
                select c.id, subjects.picture(c.subject_kind, c.seller_id, c.creator_id, c.listing_id, c.content_id, c.ipr_claim_id), now()
                from cases.moderation_case c join next on next.id = c.id),
            moved as (
                update cases.moderation_case c
                set state = 'IN_REVIEW', assignee_id = ?, first_touch_at = coalesce(first_touch_at, now()), version = version + 1
                from next where c.id = next.id)
            select case_id, token from leased
            """;

    private static final String DECIDE = """
            with ended as (
                update cases.lease set ended_at = now(), ended_by = 'DECIDED', active_seconds = 1 where case_id = ? and ended_at is null),
            left_to as (update cases.assignment set ended_at = now() where case_id = ? and ended_at is null),
            decided as (
                insert into decisions.decision (case_id, level, outcome, policy_clause_id, sop_version_id, snapshot_id, decider_id, lease_token, market,
                    rationale, active_seconds, automated_detection, automated_decision, decided_at)
                select c.id, 'FIRST', 'NO_VIOLATION', p.id, v.id, s.id, c.assignee_id, ?, c.market, 'No open wires', 1, false, 'NOT_AUTOMATED', now()
                from cases.moderation_case c, policies.policy_clause p, sops.sop_version v, cases.subject_snapshot s
                where c.id = ? and s.case_id = c.id
                returning id, policy_clause_id),
            clauses as (insert into decisions.decision_clause (decision_id, policy_clause_id) select id, policy_clause_id from decided),
            event as (
                insert into cases.case_event (case_id, seq, kind, from_state, to_state, occurred_at, actor_kind, reviewer_id)
                select c.id, (select max(seq) + 1 from cases.case_event e where e.case_id = c.id), 'DECIDED', 'IN_REVIEW', 'DECIDED', now(), 'REVIEWER',
                    c.assignee_id
                from cases.moderation_case c where c.id = ?)
            update cases.moderation_case set state = 'DECIDED', assignee_id = null, decided_at = now(), due_at = 'infinity', version = version + 1
            where id = ?
            """;

    private final TestDatabase database;
    private final List<UUID> people;

    HandWritten(TestDatabase database, List<UUID> people) {
        this.database = database;
        this.people = people;
    }

    /** @return claims with their decisions in a second */
    double run(int connections, Duration time) throws InterruptedException, ExecutionException {
        var begin = Instant.now();
        var done = 0;
        try (var pool = Executors.newFixedThreadPool(connections)) {
            var work = new ArrayList<Future<Integer>>();
            for (var i = 0; i < connections; i++) {
                var person = people.get(i % people.size());
                work.add(pool.submit(() -> work(person, begin.plus(time))));
            }
            for (var each : work) {
                done += each.get();
            }
        }
        return done * 1e3 / Duration.between(begin, Instant.now()).toMillis();
    }

    private int work(UUID person, Instant end) throws SQLException {
        var done = 0;
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            while (Instant.now().isBefore(end)) {
                begin(connection);
                var claimed = claim(connection, person);
                connection.commit();
                begin(connection);
                decide(connection, claimed);
                connection.commit();
                done++;
            }
        }
        return done;
    }

    private static void begin(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            // Neither audit nor outbox.
            statement.execute("set local docket.bulk_load = 'on'");
        }
    }

    private record Claimed(UUID id, long token) {}

    private static Claimed claim(Connection connection, UUID person) throws SQLException {
        try (var statement = connection.prepareStatement(CLAIM)) {
            for (var place = 1; place <= 4; place++) {
                statement.setObject(place, person);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return new Claimed(rows.getObject(1, UUID.class), rows.getLong(2));
            }
        }
    }

    private static void decide(Connection connection, Claimed claimed) throws SQLException {
        try (var statement = connection.prepareStatement(DECIDE)) {
            statement.setObject(1, claimed.id());
            statement.setObject(2, claimed.id());
            statement.setLong(3, claimed.token());
            statement.setObject(4, claimed.id());
            statement.setObject(5, claimed.id());
            statement.setObject(6, claimed.id());
            statement.executeUpdate();
        }
    }
}

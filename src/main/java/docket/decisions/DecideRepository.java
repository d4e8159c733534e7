package docket.decisions;

import docket.cases.Case;
import docket.platform.sql.JsonRows;
import docket.platform.sql.Later;
import docket.platform.sql.Write;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All SQL by which is decided. However many decisions, clauses and measures there are, it is as many statements. */
final class DecideRepository {
    /** Stands for the rule of what trainees decide, which is about no kind of measure. */
    static final String OF_TRAINEES = "";

    private static final Set<String> FOUND_BY_MACHINES = Set.of("MODEL", "RULE");

    private static final String RULES = """
            with asked as (select * from unnest(?::uuid[], ?::int[]) a (case_id, reach)),
            kinds as materialized (
                select k.kind, k.target, k.ending,
                    array(
                        select m.code || ' ' || extract(epoch from n.notice)::bigint
                        from decisions.notice_rule n join platform.market m on m.region = n.region
                        where n.kind = k.kind) as notices
                from decisions.measure_kind k
                where k.kind = any (?))
            select a.case_id, k.kind, k.target, k.ending, extract(epoch from r.due_within)::bigint, k.notices
            from asked a
            cross join kinds k
            left join decisions.approval_rule r
                on r.kind = k.kind and r.reach_from <= a.reach and tstzrange(r.effective_at, r.ends_at) @> ?::timestamptz
            union all
            select a.case_id, '', '', '', extract(epoch from r.due_within)::bigint, null
            from asked a
            join decisions.approval_rule r
                on r.kind is null and r.reach_from <= a.reach and tstzrange(r.effective_at, r.ends_at) @> ?::timestamptz
            """;

    private static final String STANDING = """
            select asked.id, (
                    select d.id
                    from decisions.decision d
                    where d.case_id = asked.id and d.approval in ('NOT_REQUIRED', 'APPROVED')
                        and not exists (select from decisions.decision s where s.supersedes_id = d.id and s.approval <> 'REFUSED')
                    order by d.decided_at desc, d.id desc
                    limit 1),
                array(
                    select a.id
                    from decisions.decision d join decisions.enforcement_action a on a.decision_id = d.id
                    where d.case_id = asked.id and d.approval in ('NOT_REQUIRED', 'APPROVED') and a.state in ('PLANNED', 'NOTICE', 'ACTIVE'))
            from unnest(?::uuid[]) asked (id)
            """;

    private static final String WRITE = """
            with given as materialized (
                select g.*
                from jsonb_to_recordset(?::jsonb) as g (
                    id uuid, case_id uuid, outcome text, ground text, statement_category text, clauses uuid[], sop_version_id uuid,
                    snapshot_id uuid, sop_path text[], decider_id uuid, site_id uuid, vendor_id uuid, shift text, market text,
                    rationale text, active_seconds int, automated_detection boolean, approval text, approval_due_at timestamptz,
                    supersedes_id uuid, lease_token bigint, decided_at timestamptz)),
            decided as (
                insert into decisions.decision (
                    id, case_id, level, outcome, ground, statement_category, policy_clause_id, sop_version_id, snapshot_id, sop_path,
                    decider_id, site_id, vendor_id, shift, market, rationale, active_seconds, automated_detection,
                    automated_decision, approval, approval_due_at, supersedes_id, lease_token, decided_at)
                select g.id, g.case_id, 'FIRST', g.outcome, g.ground, g.statement_category, g.clauses[1], g.sop_version_id,
                    g.snapshot_id, g.sop_path, g.decider_id, g.site_id, g.vendor_id, g.shift, g.market, g.rationale,
                    g.active_seconds, g.automated_detection, 'NOT_AUTOMATED', g.approval, g.approval_due_at, g.supersedes_id,
                    g.lease_token, g.decided_at
                from given g)
            insert into decisions.decision_clause (decision_id, policy_clause_id)
            select g.id, c.id from given g cross join unnest(g.clauses) c (id)
            """;

    /** Only where there are some: most decisions have none, and the triggers of a table look for rows even where none were given. */
    private static final String MEASURE = """
            insert into decisions.enforcement_action (
                decision_id, kind, state, effective_at, ends_at, duration, notice, without_notice, territorial_scope, restriction,
                points, amount, currency, reversible, seller_id, creator_id, listing_id, content_id)
            select m.decision_id, m.kind, m.state, m.effective_at, m.ends_at, m.duration, m.notice, m.without_notice, m.territorial_scope,
                m.restriction, m.points, m.amount, m.currency, m.reversible, m.seller_id, m.creator_id, m.listing_id, m.content_id
            from jsonb_to_recordset(?::jsonb) as m (
                decision_id uuid, case_id uuid, place int, kind text, state text, effective_at timestamptz, ends_at timestamptz,
                duration interval, notice interval, without_notice text, territorial_scope text[], restriction text, points int,
                amount numeric, currency text, reversible boolean, seller_id uuid, creator_id uuid, listing_id uuid, content_id uuid)
            order by m.case_id, m.place
            """;

    private static final String CARRY = """
            insert into decisions.carried_action (decision_id, action_id)
            select c.decision_id, k.id
            from jsonb_to_recordset(?::jsonb) as c (decision_id uuid, kept uuid[]) cross join unnest(c.kept) k (id)
            """;

    private DecideRepository() {}

    /** By case and kind, for those asked for; with {@link #OF_TRAINEES}, where there is such a rule. */
    static Later<Map<UUID, Map<String, MeasureRule>>> rules(
            DSLContext sql, String[] kinds, List<Case> cases, Instant now) {
        return Write.map(
                sql,
                RULES,
                (row, rules) -> {
                    var rule = rule(row);
                    rules.computeIfAbsent(row.getObject(1, UUID.class), id -> new HashMap<>())
                            .put(rule.kind(), rule);
                },
                cases.stream().map(Case::id).toArray(UUID[]::new),
                cases.stream().map(Case::priorityRank).toArray(Integer[]::new),
                kinds,
                now,
                now);
    }

    private static MeasureRule rule(ResultSet row) throws SQLException {
        return new MeasureRule(
                row.getString(2), row.getString(3), row.getString(4), duration(row, 5), notices(row.getArray(6)));
    }

    private static Map<String, Duration> notices(@Nullable Array told) throws SQLException {
        var notices = new HashMap<String, Duration>();
        for (var notice : told == null ? new String[0] : (String[]) told.getArray()) {
            var space = notice.indexOf(' ');
            notices.put(notice.substring(0, space), Duration.ofSeconds(Long.parseLong(notice.substring(space + 1))));
        }
        return notices;
    }

    private static @Nullable Duration duration(ResultSet row, int column) throws SQLException {
        var seconds = row.getLong(column);
        return row.wasNull() ? null : Duration.ofSeconds(seconds);
    }

    /** By case. */
    static Later<Map<UUID, Standing>> standings(DSLContext sql, Collection<UUID> cases) {
        return Write.map(
                sql,
                STANDING,
                (row, standings) -> standings.put(
                        row.getObject(1, UUID.class), new Standing(row.getObject(2, UUID.class), Set.of((UUID[])
                                row.getArray(3).getArray()))),
                (Object) cases.toArray(UUID[]::new));
    }

    /** Each with the id that its case has for it. */
    static void write(DSLContext sql, List<NewDecision> decisions) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        var measures = new ArrayList<Map<String, @Nullable Object>>();
        var carried = new ArrayList<Map<String, @Nullable Object>>();
        for (var decision : decisions) {
            var id = decision.worked().newId();
            rows.add(row(decision));
            for (var measure : decision.measures()) {
                var written = row(measure);
                written.put("decision_id", id);
                written.put("case_id", decision.worked().id());
                written.put("place", measures.size());
                measures.add(written);
            }
            if (!decision.keptActionIds().isEmpty()) {
                carried.add(JsonRows.row("decision_id", id, "kept", decision.keptActionIds()));
            }
        }
        Write.run(sql, WRITE, JsonRows.of(rows));
        if (!measures.isEmpty()) {
            Write.run(sql, MEASURE, JsonRows.of(measures));
        }
        if (!carried.isEmpty()) {
            Write.run(sql, CARRY, JsonRows.of(carried));
        }
    }

    private static Map<String, @Nullable Object> row(NewDecision decision) {
        var before = decision.worked().before();
        var principal = decision.clauses().getFirst();
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("id", decision.worked().newId());
        row.put("case_id", before.id());
        row.put("outcome", decision.outcome());
        row.put("ground", decision.isViolation() ? principal.ground() : null);
        row.put("statement_category", decision.category());
        row.put(
                "clauses",
                decision.clauses().stream().map(clause -> clause.id()).toList());
        row.put("sop_version_id", decision.sopVersionId());
        row.put("snapshot_id", decision.evidence().snapshotId());
        row.put("sop_path", decision.sopPath().isEmpty() ? null : decision.sopPath());
        row.put("decider_id", decision.decider().id());
        row.put("site_id", decision.decider().siteId());
        row.put("vendor_id", decision.decider().vendorId());
        row.put("shift", decision.shift());
        row.put("market", before.market());
        row.put("rationale", decision.rationale());
        row.put("active_seconds", decision.evidence().activeSeconds());
        row.put("automated_detection", FOUND_BY_MACHINES.contains(before.sourceDetail()));
        row.put("approval", decision.isProposal() ? "PENDING" : "NOT_REQUIRED");
        row.put("approval_due_at", decision.isProposal() ? decision.approvalDueAt() : "infinity");
        row.put("supersedes_id", decision.supersedesId());
        row.put("lease_token", decision.leaseToken());
        row.put("decided_at", decision.worked().at());
        return row;
    }

    private static Map<String, @Nullable Object> row(PlannedMeasure measure) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("kind", measure.kind());
        row.put("state", measure.state());
        row.put("effective_at", measure.effectiveAt());
        row.put("ends_at", measure.endsAt());
        row.put("duration", text(measure.duration()));
        row.put("notice", text(measure.notice()));
        row.put("without_notice", measure.withoutNotice());
        row.put("territorial_scope", measure.territorialScope());
        row.put("restriction", measure.restriction());
        row.put("points", measure.points());
        row.put("amount", measure.amount());
        row.put("currency", measure.currency());
        row.put("reversible", measure.isReversible());
        row.put("seller_id", measure.target().sellerId());
        row.put("creator_id", measure.target().creatorId());
        row.put("listing_id", measure.target().listingId());
        row.put("content_id", measure.target().contentId());
        return row;
    }

    private static @Nullable String text(@Nullable Duration duration) {
        return duration == null ? null : duration.toString();
    }
}

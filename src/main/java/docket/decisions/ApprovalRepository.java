package docket.decisions;

import docket.cases.Fitness;
import docket.platform.request.Caller;
import docket.platform.sql.Db;
import docket.platform.sql.Sql;
import docket.platform.sql.Write;
import docket.vendors.Worker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** All SQL by which proposals are approved or refused. */
final class ApprovalRepository {
    /** For a caller, at a time, and for whoever looks at it. */
    private static final String PROPOSALS = """
            select d.id, d.case_id, d.approval, d.decider_id, d.decided_at, coalesce(d.decided_by_caller = %s, false),
                p.act, p.acted_at, d.outcome, d.statement_category,
                (select min(a.kind) from decisions.enforcement_action a
                 where a.decision_id = d.id and a.state = 'PENDING_APPROVAL' and a.ends_at <= %s),
                exists (select from decisions.enforcement_action a where a.decision_id = d.id and a.dsa_restriction <> 'NONE'),
                decisions.unfit_to_approve(%s, d.case_id),
                (select a.kind || ' was undone at ' || to_char(a.reversed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                 from decisions.carried_action k join decisions.enforcement_action a on a.id = k.action_id
                 where k.decision_id = d.id and a.state = 'REVERSED' order by a.id limit 1)
            from decisions.decision d
            left join lateral decisions.part(%s, d.case_id, 'APPROVER', d.id) p on true
            where d.id = any (%s)
            """;

    private static final String TO_CHANGE = PROPOSALS.formatted("?", "?", "?", "?", "?");

    private static final Sql TO_TELL = Sql.of(DSL.resultQuery(
            PROPOSALS.formatted("{0}", "{1}", "{2}", "{2}", "{3}"),
            Sql.value("caller", SQLDataType.CLOB),
            Sql.value("now", SQLDataType.INSTANT),
            Sql.value("looker", SQLDataType.UUID),
            Sql.keys()));

    /** Nobody, who had a part in nothing. */
    private static final UUID NOBODY = new UUID(0, 0);

    private static final String LOOKED = """
            update decisions.decision set approval = ?, approver_id = ?, approved_at = ? where id = any (?)
            """;

    private static final String APPROVE = """
            update decisions.enforcement_action a
            set state = case when t.effective_at <= ? then 'ACTIVE' when a.notice is not null then 'NOTICE' else 'PLANNED' end,
                effective_at = t.effective_at,
                ends_at = case when a.duration is null then a.ends_at else t.effective_at + a.duration end,
                version = a.version + 1
            from (
                select p.id, greatest(p.effective_at, ? + coalesce(p.notice, interval '0')) as effective_at
                from decisions.enforcement_action p
                where p.decision_id = any (?) and p.state = 'PENDING_APPROVAL') t
            where a.id = t.id
            """;

    private static final String REFUSE = """
            update decisions.enforcement_action a
            set state = 'FAILED', version = a.version + 1
            where a.decision_id = any (?) and a.state = 'PENDING_APPROVAL'
            """;

    private ApprovalRepository() {}

    /** Of a case that is locked, so that it stays as it is, for whoever looks at it. */
    static Proposal proposal(DSLContext sql, UUID decision, Caller caller, Worker by, Instant now) {
        return Write.rows(sql, TO_CHANGE, ApprovalRepository::proposal, caller.id(), now, by.id(), by.id(), (Object)
                        new UUID[] {decision})
                .getFirst();
    }

    /** As they are now, for whoever would look at them, by decision. */
    static Map<UUID, Proposal> proposals(Db db, Collection<UUID> decisions, Caller caller) {
        var looker = Objects.requireNonNullElse(caller.reviewerId(), NOBODY);
        return db.map(
                TO_TELL,
                Map.of(
                        "caller", caller.id(),
                        "now", Instant.now(),
                        "looker", looker,
                        "keys", decisions.toArray(UUID[]::new)),
                row -> row.getObject(1, UUID.class),
                ApprovalRepository::proposal);
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        return new Proposal(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getObject(4, UUID.class),
                time(row, 5),
                row.getBoolean(6),
                row.getString(7) == null ? null : Fitness.part(row.getString(7), time(row, 8)),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getBoolean(12),
                row.getString(13),
                row.getString(14));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static void approve(DSLContext sql, Collection<UUID> decisions, UUID approver, Instant at) {
        var ids = decisions.toArray(UUID[]::new);
        Write.run(sql, LOOKED, "APPROVED", approver, at, ids);
        Write.run(sql, APPROVE, at, at, ids);
    }

    static void refuse(DSLContext sql, Collection<UUID> decisions, UUID approver, Instant at) {
        var ids = decisions.toArray(UUID[]::new);
        Write.run(sql, LOOKED, "REFUSED", approver, at, ids);
        Write.run(sql, REFUSE, (Object) ids);
    }
}

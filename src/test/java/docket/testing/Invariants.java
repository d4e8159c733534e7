package docket.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;

/** What holds of all cases at any time, whatever was done to them and by whom: each a query that finds what breaks it. */
public final class Invariants {
    private static final Map<String, String> BROKEN_BY = new LinkedHashMap<>();

    static {
        BROKEN_BY.put("a case stands where its last event has put it", """
                select c.id from cases.moderation_case c
                where c.state is distinct from (select e.to_state from cases.case_event e where e.case_id = c.id order by seq desc limit 1)""");
        BROKEN_BY.put("events follow each other", """
                select e.case_id, e.seq from (
                    select case_id, seq, from_state, occurred_at, lag(to_state) over w as before, lag(occurred_at) over w as at,
                        row_number() over w as place
                    from cases.case_event window w as (partition by case_id order by seq)) e
                where e.seq <> e.place or e.from_state is distinct from e.before or e.occurred_at < e.at""");
        BROKEN_BY.put("each event is one that the life cycle has", """
                select e.case_id, e.seq from cases.case_event e
                where e.seq > 1 and not exists (
                    select from platform.life_cycle_transition t
                    where t.machine = 'CASE' and t.from_state = e.from_state and t.event = e.kind and t.to_state = e.to_state)""");
        BROKEN_BY.put("what happened is published, and nothing else", """
                select coalesce(e.case_id, o.entity_id), coalesce(e.seq, o.seq)
                from cases.case_event e
                full join (select * from events.outbox_event where stream = 'CASE') o on o.entity_id = e.case_id and o.seq = e.seq
                where e.case_id is null or o.id is null or o.kind <> e.kind or o.to_state <> e.to_state""");
        BROKEN_BY.put("positions have no gaps and keep the order of each thing", """
                select o.id from (
                    select id, position, row_number() over (partition by stream order by position) as place, seq,
                        lag(seq) over (partition by stream, entity_id order by position) as before
                    from events.outbox_event where position is not null) o
                where o.position <> o.place or o.seq < o.before""");
        BROKEN_BY.put("what becomes of a measure is published step by step", """
                select a.id, a.version, count(o.id) from decisions.enforcement_action a
                left join events.outbox_event o on o.stream = 'ENFORCEMENT_ACTION' and o.entity_id = a.id
                group by a.id
                having count(o.id) <> a.version or count(distinct o.seq) <> a.version
                    or (array_agg(o.to_state order by o.seq desc))[1] is distinct from a.state""");
        BROKEN_BY.put("who reviews has a lease, and nobody else", """
                select c.id from cases.moderation_case c
                left join cases.lease l on l.case_id = c.id and l.ended_at is null
                where (c.state = 'IN_REVIEW') <> (l.id is not null) or (l.id is not null and l.reviewer_id is distinct from c.assignee_id)""");
        BROKEN_BY.put("who is in charge is assigned, and nobody else", """
                select c.id from cases.moderation_case c
                left join cases.assignment a on a.case_id = c.id and a.ended_at is null
                where a.reviewer_id is distinct from c.assignee_id""");
        BROKEN_BY.put("each decision of a person was taken under her lease", """
                select d.id from decisions.decision d
                where d.level = 'FIRST' and d.decider_id is not null and not exists (
                    select from cases.lease l
                    where l.token = d.lease_token and l.case_id = d.case_id and l.reviewer_id = d.decider_id
                        and d.decided_at >= l.granted_at and d.decided_at < l.expires_at)""");
        BROKEN_BY.put("nobody approves her own decision, and no token both", """
                select d.id from decisions.decision d
                where d.approver_id = d.decider_id or d.approved_by_caller = d.decided_by_caller or d.decided_by_caller is null
                    or (d.approved_by_caller is null) <> (d.approver_id is null)""");
        BROKEN_BY.put("nobody has two parts in a case, but with a refused proposal the same again", """
                select a.id, b.id from decisions.decision a join decisions.decision b on b.case_id = a.case_id and b.id <> a.id
                where a.decider_id = b.approver_id
                    or (a.approval <> 'REFUSED' and b.approval <> 'REFUSED' and (a.decider_id = b.decider_id or a.approver_id = b.approver_id))""");
        BROKEN_BY.put("a company that is noted with a seller has a case about it", """
                select s.id from subjects.seller s cross join unnest(s.seen_by) company
                where not exists (select from cases.moderation_case c where c.seller_id = s.id and c.vendor_id = company)""");
        BROKEN_BY.put("a case is in a queue of its domain", """
                select c.id from cases.moderation_case c join cases.queue q on q.id = c.queue_id where q.domain <> c.domain""");
        BROKEN_BY.put("what was decided ends with a decision", """
                select c.id from cases.moderation_case c where c.state in ('MERGED', 'CANCELLED') and c.decided_at is not null""");
        BROKEN_BY.put("a decision rests on what its decider may have seen", """
                select d.id from decisions.decision d join cases.subject_snapshot s on s.id = d.snapshot_id
                where s.on_request and s.taken_by is distinct from d.decider_id and not exists (
                    select from cases.lease l where l.token = d.lease_token and s.taken_at <= l.granted_at)""");
        BROKEN_BY.put("what goes on is of the same case", """
                select k.action_id from decisions.carried_action k
                join decisions.decision d on d.id = k.decision_id
                join decisions.enforcement_action a on a.id = k.action_id
                join decisions.decision o on o.id = a.decision_id
                where o.case_id <> d.case_id""");
        BROKEN_BY.put("what awaits approval is a proposal of a case that awaits it", """
                select d.id from decisions.decision d join cases.moderation_case c on c.id = d.case_id
                where d.approval = 'PENDING' and c.state <> 'PENDING_APPROVAL'""");
        BROKEN_BY.put("a case shows the deadline of its running decision clock", """
                select c.id from cases.moderation_case c
                left join sla.sla_clock k on k.case_id = c.id and k.clock_kind = 'DECISION' and k.agreement = 'SLA' and k.stopped_at is null
                where c.due_at <> coalesce(k.due_at, 'infinity')""");
        BROKEN_BY.put("each edit of a case is audited", """
                select c.id, c.version, count(a.id) from cases.moderation_case c
                left join audit.audit_event a on a.entity_id = c.id and a.entity_type = 'Case' and a.action not in ('READ', 'REFUSED')
                group by c.id having count(a.id) <> c.version""");
        BROKEN_BY.put(
                "each decision, each look at it and each step of a measure is audited, and pictures that were asked for",
                """
                select w.id, w.times, count(a.id)
                from (
                    select d.id, 'Decision' as kind, 1 + num_nonnulls(d.approver_id) as times from decisions.decision d
                    union all select m.id, 'EnforcementAction', m.version from decisions.enforcement_action m
                    union all select h.id, 'HealthLedgerEntry', 1 from decisions.health_ledger_entry h
                    union all select s.id, 'SubjectSnapshot', 1 from cases.subject_snapshot s where s.on_request) w
                left join audit.audit_event a on a.entity_id = w.id and a.entity_type = w.kind
                group by w.id, w.times having count(a.id) <> w.times""");
        BROKEN_BY.put("health points are what the ledger says, between their ends", """
                select h.holder from (
                    select seller_id as holder, sum(points) as points from decisions.health_ledger_entry where seller_id is not null group by 1
                    union all
                    select creator_id, sum(points) from decisions.health_ledger_entry where creator_id is not null group by 1) h
                left join subjects.seller s on s.id = h.holder
                left join subjects.creator c on c.id = h.holder
                where coalesce(s.health_points, c.health_points) <> greatest(0, least(1000, h.points))""");
        BROKEN_BY.put("bulk mutations have changed the cases of which their items say so, and no others", """
                with bulk as (
                    select b.entity_id as id, b.after ->> 'state' as state, b.request_id from audit.audit_event b
                    where b.entity_type in ('BulkAction', 'BulkDecision') and b.after ->> 'state' in ('APPLIED', 'UNDONE')),
                changed as (
                    select distinct b.id, b.state, c.entity_id as case_id from bulk b
                    join audit.audit_event c on c.request_id = b.request_id and c.entity_type = 'Case'),
                item as (
                    select bulk_action_id as id, case_id, result, undo from cases.bulk_action_item
                    union all select bulk_decision_id, case_id, result, undo from decisions.bulk_item),
                answered as (
                    select id, 'APPLIED' as state, case_id from item where result <> 'FAILED'
                    union all select id, 'UNDONE', case_id from item where undo = 'UNDONE')
                select id, state, case_id, a.id is null as unsaid from answered a full join changed c using (id, state, case_id)
                where a.id is null or c.id is null""");
        BROKEN_BY.put(
                "of what is planned each item is answered once it is applied, and its undoing once it is undone", """
                with bulk as (
                    select id, state, case_count, to_fail from cases.bulk_action
                    union all select id, state, case_count, to_fail from decisions.bulk_decision),
                item as (
                    select bulk_action_id as id, expected, result, undo from cases.bulk_action_item
                    union all select bulk_decision_id, expected, result, undo from decisions.bulk_item)
                select b.id from bulk b left join item i on i.id = b.id
                group by b.id, b.state, b.case_count, b.to_fail
                having count(i.id) <> b.case_count or count(*) filter (where i.expected = 'FAILED') <> b.to_fail
                    or count(i.result) <> case b.state when 'PLANNED' then 0 else b.case_count end
                    or count(i.undo) <> case b.state when 'UNDONE' then count(*) filter (where i.result <> 'FAILED') else 0 end""");
        BROKEN_BY.put(
                "what a bulk action does to a case is told as the same for one case is, and only to the version that was planned",
                """
                select i.id from cases.bulk_action_item i
                join cases.bulk_action b on b.id = i.bulk_action_id
                left join cases.queue q on q.id = b.queue_id
                join audit.audit_event a on a.entity_id = b.id and a.after ->> 'state' = 'APPLIED'
                where i.result = 'CHANGED' and (
                    not exists (
                        select from cases.case_event e
                        where e.case_id = i.case_id and e.kind = any (case b.kind when 'MOVE' then array['REROUTED', 'QUEUED'] else array['CANCELLED'] end)
                            and coalesce(e.detail ->> 'queue', e.detail ->> 'reason') = coalesce(q.key, b.cancel_reason))
                    or not exists (
                        select from audit.audit_event c
                        where c.entity_id = i.case_id and c.request_id = a.request_id
                            and (c.after ->> 'version')::int = i.case_version + 1))""");
        BROKEN_BY.put("what a bulk decision has decided of a case is a decision of it", """
                select i.id from decisions.bulk_item i join decisions.decision d on d.id = i.decision_id where d.case_id <> i.case_id""");
    }

    private Invariants() {}

    public static void hold(Workplace house) {
        house.run("do $$ begin while events.number_entries(10000) > 0 loop end loop; end $$");
        BROKEN_BY.forEach((name, query) ->
                assertThat(house.rows(query + "\nlimit 5")).as(name).isEmpty());
        assertThat(house.value("select count(*) from events.outbox_event where position is null"))
                .as("not numbered")
                .isEqualTo("0");
    }
}

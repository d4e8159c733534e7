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
        BROKEN_BY.put("positions have no gaps and keep the order of each case", """
                select o.id from (
                    select id, position, row_number() over (order by position) as place, seq,
                        lag(seq) over (partition by entity_id order by position) as before
                    from events.outbox_event where stream = 'CASE' and position is not null) o
                where o.position <> o.place or o.seq < o.before""");
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
        BROKEN_BY.put("nobody approves her own decision", """
                select d.id from decisions.decision d where d.approver_id = d.decider_id""");
        BROKEN_BY.put("what awaits approval is a proposal of a case that awaits it", """
                select d.id from decisions.decision d join cases.moderation_case c on c.id = d.case_id
                where d.approval = 'PENDING' and c.state <> 'PENDING_APPROVAL'""");
        BROKEN_BY.put("a case shows the deadline of its running decision clock", """
                select c.id from cases.moderation_case c
                left join sla.sla_clock k on k.case_id = c.id and k.clock_kind = 'DECISION' and k.agreement = 'SLA' and k.stopped_at is null
                where c.due_at <> coalesce(k.due_at, 'infinity')""");
        BROKEN_BY.put("each edit of a case is audited", """
                select c.id, c.version, count(a.id) from cases.moderation_case c
                left join audit.audit_event a on a.entity_id = c.id and a.entity_type = 'Case'
                group by c.id having count(a.id) <> c.version""");
        BROKEN_BY.put("health points are what the ledger says", """
                select s.id from subjects.seller s join decisions.health_ledger_entry h on h.seller_id = s.id
                group by s.id having s.health_points <> sum(h.points)""");
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

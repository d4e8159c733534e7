-- What the demo does not write, for the company $V beside $O: run for each of the two. Triggers are off, so that rows may be from long ago.
insert into decisions.health_ledger_entry (seller_id, points, cause, action_id)
select c.seller_id, -10, 'MEASURE', a.id
from decisions.enforcement_action a join decisions.decision d on d.id = a.decision_id join cases.moderation_case c on c.id = d.case_id
where d.vendor_id = '$V' and c.seller_id is not null
on conflict do nothing;
insert into decisions.health_ledger_entry (seller_id, points, cause, action_id, reverses_id)
select seller_id, 10, 'REVERSAL', action_id, id
from decisions.health_ledger_entry e
where cause = 'MEASURE' and exists (
    select from decisions.enforcement_action a join decisions.decision d on d.id = a.decision_id where a.id = e.action_id and d.vendor_id = '$V')
on conflict do nothing;
insert into decisions.health_ledger_entry (seller_id, points, cause)
select distinct seller_id, 990, 'OPENING' from decisions.health_ledger_entry
on conflict do nothing;

insert into decisions.carried_action (decision_id, action_id)
select d.id, a.id
from (select id, row_number() over (order by id) as n from decisions.decision where vendor_id = '$V' order by id limit 40) d
join (select a.id, row_number() over (order by o.vendor_id = '$V', a.id) as n
    from decisions.enforcement_action a join decisions.decision o on o.id = a.decision_id where o.vendor_id in ('$V', '$O')) a on a.n = d.n;

with planned as (
    insert into decisions.bulk_decision (owner, reviewer_id, vendor_id, template, case_count, seller_count, creator_count, to_decide, to_propose, to_fail,
        planned_at, expires_at, state, on_error, applied_at, undone_at, undo_reason)
    select 'somebody of $V', r.id, '$V', '{}', 2, 1, 1, 1, 0, 1, now(), now() + interval '1 hour', 'UNDONE', 'REJECT_ITEM', now(), now(), 'A mistake of $V'
    from vendors.reviewer r where r.vendor_id = '$V' and r.active order by r.id limit 1
    returning id),
measured as (
    insert into decisions.bulk_measure (bulk_decision_id, kind, measure_count, to_approve) select id, 'LISTING_REMOVAL', 1, 0 from planned)
insert into decisions.bulk_item (bulk_decision_id, place, case_id, case_version, expected, result, decision_id, fault, message, undo)
select p.id, 1, d.case_id, 1, 'DECIDED', 'DECIDED', d.id, null, null, 'UNDONE'
from planned p, (select d.id, d.case_id from decisions.decision d join cases.moderation_case c on c.id = d.case_id
    where d.vendor_id = '$V' and c.vendor_id = '$V' order by d.id limit 1) d
union all
select p.id, 2, c.id, 1, 'FAILED', 'FAILED', null, 'CASE_UNKNOWN', 'A word about a case of $O', null
from planned p, (select id from cases.moderation_case where vendor_id = '$O' order by id limit 1) c;

insert into sla.clock_alert (sla_clock_id, kind, due_at, occurred_at, case_id, vendor_id, market)
select id, 'BREACH', due_at, due_at, case_id, vendor_id, market from sla.sla_clock where vendor_id = '$V' order by id limit 50;
insert into sla.sla_pause (sla_clock_id, reason, paused_at, resumed_at)
select id, 'ON_HOLD', started_at, started_at from sla.sla_clock where vendor_id = '$V' order by id desc limit 500
on conflict do nothing;
insert into sops.acknowledgement (policy_update_id, reviewer_id, status, due_at, acknowledged_at)
select u.id, r.id, 'READ', now(), now()
from (select id from sops.policy_update where status not in ('DRAFT', 'IN_REVIEW', 'APPROVED')) u,
    (select id from vendors.reviewer where vendor_id = '$V' order by id limit 2) r
on conflict do nothing;
insert into vendors.certification (reviewer_id, domain, issued_at, expires_at)
select id, 'IPR', now(), now() + interval '1 year' from vendors.reviewer where vendor_id = '$V';
insert into appeals.external_dispute (appeal_id, body, referred_at, due_at)
select id, 'The body that $V knows', filed_at, filed_at + interval '1 day' from appeals.appeal where vendor_id = '$V' order by id limit 5
on conflict do nothing;
insert into quality.qa_finding (qa_review_id, error_class, severity, comment)
select id, 'FALSE_POSITIVE', 'MAJOR', 'What $V was found to have done' from quality.qa_review where vendor_id = '$V';
insert into quality.qa_finding (qa_review_id, error_class, severity, comment, sop_step_id)
select r.id, 'FALSE_POSITIVE', 'MAJOR', 'At which step $V was found to have done it', s.id
from (select id from quality.qa_review where vendor_id = '$V' order by id limit 1) r, sops.sop_step s
where s.position = 1;

-- A case of this company goes to the other one, after all that can happen to a case has happened to it here.
create temp table going on commit drop as
select c.id, (select max(seq) from cases.case_event e where e.case_id = c.id) as seq, c.queue_id, q.key as queue,
    (select id from vendors.reviewer where vendor_id = '$V' order by id limit 1) as reviewer,
    (select id from vendors.reviewer where vendor_id = '$V' order by id desc limit 1) as other,
    (select d.id from decisions.decision d where d.case_id = c.id and d.vendor_id = '$V' limit 1) as decision,
    (select number from cases.moderation_case o where o.vendor_id = '$V' and o.id <> c.id order by number desc limit 1) as number
from cases.moderation_case c join cases.queue q on q.id = c.queue_id
where c.vendor_id = '$V' and exists (select from decisions.decision d where d.case_id = c.id and d.vendor_id = '$V')
order by c.received_at desc limit 1;
insert into cases.case_event (case_id, seq, kind, from_state, to_state, occurred_at, actor_kind, reviewer_id, detail)
select m.id, m.seq + e.n, e.kind, 'IN_REVIEW', 'IN_REVIEW', now() + e.n * interval '1 second', 'REVIEWER', m.reviewer,
    case e.kind
        when 'HANDED_OVER' then jsonb_build_object('to', m.other, 'note', 'What somebody of $V wrote')
        when 'HELD' then jsonb_build_object('reason', 'AWAITING_SELLER', 'note', 'What somebody of $V waits for')
        when 'REROUTED' then jsonb_build_object('queue', m.queue)
        when 'REPORT_ADDED' then jsonb_build_object('mergedFrom', m.number)
        when 'DECIDED' then jsonb_build_object('decision', m.decision, 'outcome', 'VIOLATION', 'bulk', (select id from decisions.bulk_decision where vendor_id = '$V'))
        when 'ESCALATED' then jsonb_build_object('escalation', (select id from escalations.escalation where vendor_id = '$V' order by id limit 1), 'type', 'LEGAL')
        else jsonb_build_object('reference', 'The letter of $V') end
from going m, unnest(array['HANDED_OVER', 'HELD', 'REROUTED', 'REPORT_ADDED', 'DECIDED', 'ESCALATED', 'NOTICE_SENT']) with ordinality e (kind, n);
-- One that stays says the same.
insert into cases.case_event (case_id, seq, kind, from_state, to_state, occurred_at, actor_kind, reviewer_id, detail)
select s.id, s.seq + row_number() over (order by e.seq), e.kind, e.from_state, e.to_state, e.occurred_at, e.actor_kind, e.reviewer_id, e.detail
from going m
join cases.case_event e on e.case_id = m.id and e.seq > m.seq
cross join (select c.id, (select max(seq) from cases.case_event e where e.case_id = c.id) as seq from cases.moderation_case c
    where c.vendor_id = '$V' and c.id not in (select id from going) order by c.received_at desc, c.id desc limit 1) s;
create table if not exists public.moved (id uuid, vendor_id uuid, queue_id uuid, to_vendor_id uuid, to_queue_id uuid);
insert into public.moved
select m.id, '$V', m.queue_id, '$O', (select id from cases.queue where vendor_id = '$O' order by id limit 1) from going m;
update cases.moderation_case c set vendor_id = m.to_vendor_id, queue_id = m.to_queue_id from public.moved m where c.id = m.id and m.vendor_id = '$V';
update cases.case_text t set vendor_id = '$O' from going m where t.case_id = m.id;

-- As many waiting cases as a run takes, where few are left, as copies of those that wait: with their events and clocks, so that a replay of them finds no difference. Copies of
-- one are due at the same instant, as all are that came in while nobody worked.
set docket.bulk_load = 'on';
with busy as (
    select c.queue_id, count(*) as waiting
    from cases.moderation_case c
    where c.state = 'QUEUED' and c.queue_id in (select queue from bench.worker)
    group by c.queue_id),
waiting as materialized (
    select c.*, row_number() over (partition by c.queue_id order by c.id) as place, b.waiting
    from busy b join cases.moderation_case c on c.queue_id = b.queue_id and c.state = 'QUEUED' and c.reopen_count = 0),
copy as materialized (
    select uuidv7() as copy_id, w.*
    from waiting w cross join generate_series(1, 5000 / w.waiting)
    where w.waiting < 2500),
opened as (
    insert into cases.moderation_case (
        id, domain, subject_kind, seller_id, creator_id, listing_id, content_id, ipr_claim_id, title, summary, severity, state, queue_id, vendor_id,
        market, language, source_type, source_detail, priority_rank, received_at, queued_at, first_touch_at, due_at)
    select copy_id, domain, subject_kind, seller_id, creator_id, listing_id, content_id, ipr_claim_id, title, summary, severity, state, queue_id, vendor_id,
        market, language, source_type, source_detail, priority_rank, received_at, queued_at, first_touch_at, due_at
    from copy),
happened as (
    insert into cases.case_event (case_id, seq, kind, from_state, to_state, occurred_at, actor_kind, reviewer_id, rule_key, detail)
    select c.copy_id, e.seq, e.kind, e.from_state, e.to_state, e.occurred_at, e.actor_kind, e.reviewer_id, e.rule_key, e.detail
    from copy c join cases.case_event e on e.case_id = c.id)
insert into sla.sla_clock (sla_policy_id, clock_kind, agreement, case_id, vendor_id, market, status, started_at, due_at, stopped_at)
select k.sla_policy_id, k.clock_kind, k.agreement, c.copy_id, k.vendor_id, k.market, k.status, k.started_at, k.due_at, k.stopped_at
from copy c join sla.sla_clock k on k.case_id = c.id and k.appeal_id is null and k.escalation_id is null;

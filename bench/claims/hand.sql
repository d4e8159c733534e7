-- Claim and decide, two transactions, with the writes that Docket makes too but audit, outbox and what repeats are recognised by.
\set i random(1, :n)
with who as (select * from bench.worker where i = :i),
next as materialized (
    select c.id, c.subject_kind, c.seller_id, c.creator_id, c.listing_id, c.content_id, c.ipr_claim_id
    from cases.moderation_case c
    where c.queue_id = (select queue from who) and c.state = 'QUEUED'
    order by c.due_at, c.severity, c.priority_rank desc, c.id
    limit 1
    for no key update skip locked),
event as (
    insert into cases.case_event (case_id, seq, kind, from_state, to_state, occurred_at, actor_kind, reviewer_id)
    select n.id, (select max(e.seq) + 1 from cases.case_event e where e.case_id = n.id), 'CLAIMED', 'QUEUED', 'IN_REVIEW', now(), 'REVIEWER', w.reviewer
    from next n, who w),
assigned as (
    insert into cases.assignment (case_id, reviewer_id, assigned_at, reason) select n.id, w.reviewer, now(), 'CLAIM' from next n, who w),
leased as (
    insert into cases.lease (case_id, reviewer_id, token, granted_at, heartbeat_at, expires_at)
    select n.id, w.reviewer, coalesce((select max(l.token) from cases.lease l where l.case_id = n.id), 0) + 1, now(), now(), now() + interval '15 minutes' from next n, who w
    returning case_id, token, reviewer_id),
pictured as (
    insert into cases.subject_snapshot (case_id, payload, taken_at)
    select n.id, subjects.picture(n.subject_kind, n.seller_id, n.creator_id, n.listing_id, n.content_id, n.ipr_claim_id), now()
    from next n),
clock as (
    update sla.sla_clock k
    set stopped_at = greatest(now(), k.started_at), status = case when now() <= k.due_at then 'ACHIEVED' else 'BREACHED' end, version = version + 1
    from next n
    where k.case_id = n.id and k.clock_kind = 'FIRST_TOUCH' and k.stopped_at is null),
moved as (
    update cases.moderation_case c
    set state = 'IN_REVIEW', assignee_id = w.reviewer, first_touch_at = coalesce(c.first_touch_at, greatest(now(), c.queued_at)), version = version + 1
    from next n, who w
    where c.id = n.id)
select coalesce(max(case_id::text), '00000000-0000-0000-0000-000000000000')::uuid as claimed, coalesce(max(token), 0) as token,
    coalesce(max(reviewer_id::text), '00000000-0000-0000-0000-000000000000')::uuid as reviewer
from leased \gset
with chosen as (select * from bench.worker where i = :i),
ended as (
    update cases.lease set ended_at = now(), ended_by = 'DECIDED', active_seconds = 1 where case_id = :claimed::uuid and token = :token::bigint and ended_at is null),
left_to as (update cases.assignment set ended_at = now() where case_id = :claimed::uuid and ended_at is null),
decided as (
    insert into decisions.decision (case_id, level, outcome, policy_clause_id, sop_version_id, snapshot_id, decider_id, site_id, vendor_id, lease_token, market,
        rationale, active_seconds, automated_detection, automated_decision, decided_at)
    select c.id, 'FIRST', 'NO_VIOLATION', w.clause, w.sop_version, s.id, r.id, r.site_id, r.vendor_id, :token::bigint, c.market,
        'Nothing of what the clause forbids', 1, false, 'NOT_AUTOMATED', now()
    from cases.moderation_case c join cases.subject_snapshot s on s.case_id = c.id, chosen w, vendors.reviewer r
    where c.id = :claimed::uuid and r.id = :reviewer::uuid
    order by s.taken_at desc limit 1
    returning id, policy_clause_id),
clauses as (insert into decisions.decision_clause (decision_id, policy_clause_id) select id, policy_clause_id from decided),
event as (
    insert into cases.case_event (case_id, seq, kind, from_state, to_state, occurred_at, actor_kind, reviewer_id, detail)
    select :claimed::uuid, (select max(e.seq) + 1 from cases.case_event e where e.case_id = :claimed::uuid), 'DECIDED', 'IN_REVIEW', 'DECIDED', now(), 'REVIEWER',
        :reviewer::uuid, jsonb_build_object('decision', d.id, 'outcome', 'NO_VIOLATION')
    from decided d),
reported as (
    update cases.case_report r set outcome = 'NOT_UPHELD' where r.case_id = :claimed::uuid and r.outcome is null),
clock as (
    update sla.sla_clock k
    set stopped_at = greatest(now(), k.started_at), status = case when now() <= k.due_at then 'ACHIEVED' else 'BREACHED' end, version = version + 1
    where k.case_id = :claimed::uuid and k.clock_kind = 'DECISION' and k.stopped_at is null)
update cases.moderation_case
set state = 'DECIDED', assignee_id = null, decided_at = greatest(now(), first_touch_at), due_at = 'infinity', version = version + 1
where id = :claimed::uuid;

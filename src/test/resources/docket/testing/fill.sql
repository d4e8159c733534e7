insert into subjects.product_listing (seller_id, title, state, market, language)
select s.id, 'Lamp ' || n, 'LIVE', s.market, case s.market when 'DE' then 'de' else 'fr' end
from cases.queue q join subjects.seller s on s.external_ref = lower(q.market) || '-1', generate_series(1, %2$d) n
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
where c.key = '%1$s' and p.key in ('decision-p2', 'first-touch');

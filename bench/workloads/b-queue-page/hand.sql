\set i random(1, :n)
select
    c.id, c.number, c.title, c.domain, c.subject_kind, c.severity, c.state, c.market, c.language, c.received_at,
    c.due_at, c.reopen_count, s.id, s.name, s.tier, s.health_points, r.id, r.name, v.id, v.name, d.id, sv.id, sv.title
from bench.b_queue_page k
cross join lateral (
    -- 50 of each state in the order of the index, then 50 of these: no state is read to its end.
    select one.*
    from unnest(k.states) wanted (state)
    cross join lateral (
        select
            id, number, title, domain, subject_kind, severity, state, market, language, received_at, due_at,
            reopen_count, seller_id, assignee_id, vendor_id
        from cases.moderation_case
        where queue_id = k.queue and state = wanted.state and market = k.market
        order by due_at, id
        limit 50
    ) one
    order by due_at, id
    limit 50
) c
left join subjects.seller s on s.id = c.seller_id
left join lateral (select id, name from vendors.reviewer where id = c.assignee_id limit 1) r on true
left join lateral (select id, name from vendors.vendor where id = c.vendor_id limit 1) v on true
left join lateral (
    select id, sop_version_id
    from decisions.decision
    where case_id = c.id
    order by decided_at desc, id desc
    limit 1
) d on true
left join sops.sop_version sv on sv.id = d.sop_version_id
where k.i = :i
order by c.due_at, c.id;

\set i random(1, :n)
select
    c.id, c.number, c.title, c.summary, c.domain, c.severity, c.state, c.market, c.language, c.received_at, c.due_at,
    c.reopen_count, s.id, s.name, s.tier, s.health_points, r.id, r.name, v.id, v.name,
    d.id, d.level, d.outcome, d.decided_at, d.rationale, sv.id, sv.semver, sv.title, sop.id, sop.key, sop.title,
    pc.id, pc.number, pc.title, p.id, p.key, p.title
from bench.a_case k
join cases.moderation_case c on c.id = k.id
left join subjects.seller s on s.id = c.seller_id
left join vendors.reviewer r on r.id = c.assignee_id
left join vendors.vendor v on v.id = c.vendor_id
left join lateral (
    select id, level, outcome, decided_at, rationale, sop_version_id, policy_clause_id
    from decisions.decision
    where case_id = c.id
    order by decided_at desc, id desc
    limit 10
) d on true
left join sops.sop_version sv on sv.id = d.sop_version_id
left join sops.sop on sop.id = sv.sop_id
left join policies.policy_clause pc on pc.id = d.policy_clause_id
left join policies.policy p on p.id = pc.policy_id
where k.i = :i
order by d.decided_at desc, d.id desc;

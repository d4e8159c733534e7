\set i random(1, :n)
-- Four kinds of flat rows in one answer: cases with their seller, decisions, appeals, and each seller's latest cases once.
with page as materialized (
    select c.id, c.number, c.title, c.severity, c.state, c.market, c.received_at, c.seller_id
    from cases.moderation_case c
    where c.received_at < (select before from bench.c_deep_page where i = :i)
    order by c.received_at desc, c.id desc
    limit 50
)
select
    'case' as kind, null::uuid as parent, c.id, c.number, c.title as text1, c.severity as text2, c.state as text3,
    c.market as text4, s.name as text5, s.tier as text6, null as text7, c.received_at as at, s.id as id2,
    null::uuid as id3
from page c
left join subjects.seller s on s.id = c.seller_id
union all
select
    'decision', c.id, d.id, null, d.rationale, d.level, d.outcome, r.name, pc.number, pc.title, p.title, d.decided_at,
    r.id, pc.id
from page c
cross join lateral (
    select id, level, outcome, rationale, decided_at, decider_id, policy_clause_id
    from decisions.decision
    where case_id = c.id
    order by decided_at desc, id desc
    limit 3
) d
left join vendors.reviewer r on r.id = d.decider_id
left join policies.policy_clause pc on pc.id = d.policy_clause_id
left join policies.policy p on p.id = pc.policy_id
union all
select 'appeal', c.id, a.id, a.level, a.state, a.outcome, null, null, null, null, null, a.filed_at, null, null
from page c
cross join lateral (
    select id, level, state, outcome, filed_at
    from appeals.appeal
    where case_id = c.id
    order by filed_at desc, id desc
    limit 5
) a
union all
select 'latest', s.id, l.id, l.number, l.title, l.state, null, null, null, null, null, l.received_at, null, null
from (select distinct seller_id as id from page where seller_id is not null) s
cross join lateral (
    select id, number, title, state, received_at
    from cases.moderation_case
    where seller_id = s.id
    order by received_at desc, id desc
    limit 5
) l;

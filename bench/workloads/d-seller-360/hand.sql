\set i random(1, :n)
-- Four kinds of flat rows in one answer: the seller, its counts, its latest cases, its appeals.
-- besides lists: 1
with key as materialized (select id from bench.d_seller_360 where i = :i)
select
    'seller' as kind, s.id, s.external_ref as text1, s.name as text2, s.kind as text3, s.market as text4,
    s.state as text5, s.tier as text6, s.health_points::bigint as number, s.registered_at as at
from subjects.seller s
where s.id = (select id from key)
union all
select 'count', null, state, null, null, null, null, null, count(*), null
from cases.moderation_case
where seller_id = (select id from key)
group by state
union all
(select 'case', id, title, severity, state, null, null, null, number, received_at
 from cases.moderation_case
 where seller_id = (select id from key)
 order by received_at desc, id desc
 limit 20)
union all
(select 'appeal', a.id, a.state, a.outcome, null, null, null, null, a.level, a.filed_at
 from cases.moderation_case c
 join appeals.appeal a on a.case_id = c.id
 where c.seller_id = (select id from key)
 order by a.filed_at desc, a.id desc
 limit 20);

-- id: Case
-- Cases about sellers that have a decision: half of them wait for approval, so that somebody holds them; half of any state, nearly all closed.
with sample as (
    select c.id, c.state
    from cases.moderation_case c tablesample system (20) repeatable (1)
    where c.seller_id is not null
)
(select id from cases.moderation_case
 where state = 'PENDING_APPROVAL' and seller_id is not null
 order by md5(id::text) limit 1000)
union all
(select s.id from sample s
 where exists (select from decisions.decision d where d.case_id = s.id) and s.state <> 'PENDING_APPROVAL'
 order by md5(s.id::text) limit 1000)

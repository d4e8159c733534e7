-- id: Seller
-- 2,000 sellers as cases fall on them: busy ones more often, but none with more than 500 cases.
select id
from (
    select distinct seller_id as id
    from cases.moderation_case tablesample system (5) repeatable (1)
    where seller_id is not null and mod(number, 23) = 0
) drawn
where (select count(*) from (select from cases.moderation_case where seller_id = drawn.id limit 501) own) <= 500
order by md5(id::text)
limit 2000

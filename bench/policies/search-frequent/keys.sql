-- operation: console-contract/operations/review/CaseSearch.graphql
-- Words that at least one case in ten of the busiest company holds.
select word as text
from ts_stat($$
    select platform.search_vector(title, summary)
    from (select title, summary from cases.moderation_case where vendor_id =
        (select vendor_id from cases.moderation_case where vendor_id is not null group by vendor_id order by count(*) desc limit 1)
        order by md5(id::text) limit 10000) sample
$$)
where ndoc >= 1000 and length(word) > 1
order by md5(word)
limit 200

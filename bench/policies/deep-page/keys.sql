-- vendor: Vendor
-- cases: alike
-- 2,000 instants all over the history of the busiest company, but for its first and its last two months.
select company as vendor, first + (last - first) * (step / 2000.0) as before
from
    (select vendor_id as company, min(received_at) + interval '2 months' as first, max(received_at) - interval '2 months' as last
     from cases.moderation_case
     where vendor_id is not null
     group by vendor_id
     order by count(*) desc
     limit 1) history,
    generate_series(1, 2000) step

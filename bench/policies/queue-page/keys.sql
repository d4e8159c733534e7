-- queue: Queue
-- cases: alike
-- Every queue and market of the busiest company with more than 25 open cases: what it asks for is its own, so that everybody sees the same rows.
select queue_id as queue, array['QUEUED', 'IN_REVIEW', 'ON_HOLD'] as states, market
from cases.moderation_case
where vendor_id = (select vendor_id from cases.moderation_case where vendor_id is not null group by vendor_id order by count(*) desc limit 1)
    and state in ('QUEUED', 'IN_REVIEW', 'ON_HOLD') and queue_id is not null and market is not null
group by queue_id, market
having count(*) > 25
order by queue_id, market

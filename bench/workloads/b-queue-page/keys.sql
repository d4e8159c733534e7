-- queue: Queue
-- Every queue and market with more than 100 open cases; the states are those of the consoles' own queue page.
select queue_id as queue, array['QUEUED', 'IN_REVIEW', 'ON_HOLD'] as states, market
from cases.moderation_case
where state in ('QUEUED', 'IN_REVIEW', 'ON_HOLD') and queue_id is not null and market is not null
group by queue_id, market
having count(*) > 100
order by queue_id, market

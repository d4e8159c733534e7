-- Twelve weeks from each Monday of the history on which that many are left.
select monday::date as since, (monday + interval '84 days')::date as until
from
    (select date_trunc('week', min(received_at)) + interval '7 days' as first, max(received_at) as last
     from cases.moderation_case) history,
    generate_series(first, last - interval '84 days', interval '7 days') monday

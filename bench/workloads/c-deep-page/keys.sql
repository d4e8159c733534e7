-- 2,000 instants all over the history, but for its first and its last two months: there decisions are still to come.
select first + (last - first) * (step / 2000.0) as before
from
    (select min(received_at) + interval '2 months' as first, max(received_at) - interval '2 months' as last
     from cases.moderation_case) history,
    generate_series(1, 2000) step

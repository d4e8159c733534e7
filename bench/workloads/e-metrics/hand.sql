\set i random(1, :n)
select since, until from bench.e_metrics where i = :i \gset
-- times as long: 3
-- Weeks and windows in the days of each market: the midnights are made once a market, each row only looks for its place between them.
-- The bounds in UTC are for the index.
select
    'sla' as figure, f.vendor_id, v.name, f.week, f.numerator, f.denominator, null::float8 as p50, null::float8 as p90,
    null::float8 as p95
from (
    select
        c.vendor_id, z.monday + width_bucket(c.due_at, z.weeks) * 7 as week,
        count(*) filter (where c.stopped_at <= c.due_at) as numerator, count(*) as denominator
    from sla.sla_clock c
    join (
        select
            code, :since::date - 7 as monday, :since::timestamp at time zone time_zone as starts_at,
            :until::timestamp at time zone time_zone as ends_at,
            array(
                select week at time zone time_zone
                from generate_series(:since::timestamp, :until::timestamp, interval '7 days') week) as weeks
        from platform.market
        offset 0
    ) z on z.code = c.market
    where c.due_at >= :since::timestamp at time zone 'UTC' - interval '14 hours'
        and c.due_at < :until::timestamp at time zone 'UTC' + interval '12 hours'
        and c.due_at >= z.starts_at and c.due_at < z.ends_at
        and c.status <> 'CANCELLED' and (c.stopped_at is not null or c.due_at < now())
    group by 1, 2
) f
left join vendors.vendor v on v.id = f.vendor_id
union all
select 'turnaround', f.vendor_id, v.name, f.week, null, f.denominator, f.p[1], f.p[2], f.p[3]
from (
    select
        d.vendor_id, z.monday + width_bucket(d.decided_at, z.weeks) * 7 as week, count(*) as denominator,
        percentile_cont(array[0.5, 0.9, 0.95]) within group (
            order by date_part('epoch', coalesce(d.approved_at, d.decided_at) - c.received_at) / 60) as p
    from decisions.decision d
    join cases.moderation_case c on c.id = d.case_id
    join (
        select
            code, :since::date - 7 as monday, :since::timestamp at time zone time_zone as starts_at,
            :until::timestamp at time zone time_zone as ends_at,
            array(
                select week at time zone time_zone
                from generate_series(:since::timestamp, :until::timestamp, interval '7 days') week) as weeks
        from platform.market
        offset 0
    ) z on z.code = d.market
    where d.decided_at >= :since::timestamp at time zone 'UTC' - interval '14 hours'
        and d.decided_at < :until::timestamp at time zone 'UTC' + interval '12 hours'
        and d.decided_at >= z.starts_at and d.decided_at < z.ends_at
        and d.source_platform is null and d.approval in ('NOT_REQUIRED', 'APPROVED') and d.decided_at <= c.decided_at
    group by 1, 2
) f
left join vendors.vendor v on v.id = f.vendor_id
union all
select 'overturn', f.vendor_id, v.name, f.week, f.numerator, f.denominator, null, null, null
from (
    select
        o.vendor_id, o.monday + width_bucket(o.decided_at, o.weeks) * 7 as week,
        count(*) filter (where o.overturned) as numerator, count(*) as denominator
    from (
        select
            a.vendor_id, z.monday, z.weeks, max(a.decided_at) as decided_at,
            bool_or(a.outcome <> 'UPHELD') as overturned
        from appeals.appeal a
        join (
        select
            code, :since::date - 7 as monday, :since::timestamp at time zone time_zone as starts_at,
            :until::timestamp at time zone time_zone as ends_at,
            array(
                select week at time zone time_zone
                from generate_series(:since::timestamp, :until::timestamp, interval '7 days') week) as weeks
        from platform.market
        offset 0
    ) z on z.code = a.market
        where a.decided_at >= :since::timestamp at time zone 'UTC' - interval '14 hours'
            and a.decided_at < :until::timestamp at time zone 'UTC' + interval '12 hours'
            and a.decided_at >= z.starts_at and a.decided_at < z.ends_at
        group by a.decision_id, a.vendor_id, z.monday, z.weeks
    ) o
    group by 1, 2
) f
left join vendors.vendor v on v.id = f.vendor_id;

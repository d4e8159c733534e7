-- What a PostGraphile user adds to the database for (b) to (e): views and functions over the tables that Docket reads.
drop schema if exists peer cascade;
create schema peer;

create view peer.seller_case_count as
select seller_id, state, count(*)::int as count
from cases.moderation_case
where seller_id is not null
group by seller_id, state;
comment on view peer.seller_case_count is $$
@primaryKey seller_id,state
@foreignKey (seller_id) references subjects.seller (id)|@foreignFieldName caseCounts
$$;

create view peer.seller_appeal as
select a.*, c.seller_id
from appeals.appeal a
join cases.moderation_case c on c.id = a.case_id
where c.seller_id is not null;
comment on view peer.seller_appeal is $$
@primaryKey id
@foreignKey (seller_id) references subjects.seller (id)|@foreignFieldName appeals
@foreignKey (case_id) references cases.moderation_case (id)
@foreignKey (decision_id) references decisions.decision (id)
@foreignKey (reviewer_id) references vendors.reviewer (id)
$$;

-- (b) Rows of each state in the order of the index, then the first of these: no state is read to its end.
create function peer.queue_page(queue uuid, states text[], market text, page_size int) returns setof cases.moderation_case
    language sql stable parallel safe rows 50
begin atomic
    select page.*
    from unnest(states) wanted (state)
    cross join lateral (
        select c.*
        from cases.moderation_case c
        where c.queue_id = queue and c.state = wanted.state and c.market = queue_page.market
        order by c.due_at, c.id
        limit page_size
    ) page
    order by page.due_at, page.id
    limit page_size;
end;

-- (c) The caller's limit stops it.
create function peer.cases_before(before timestamptz) returns setof cases.moderation_case
    language sql stable parallel safe
begin atomic
    select c.*
    from cases.moderation_case c
    where c.received_at < before
    order by c.received_at desc, c.id desc;
end;

-- Rows of the functions below; the tables stay empty.
create table peer.vendor_week_share (
    vendor_id uuid,
    week date not null,
    numerator double precision not null,
    denominator double precision not null,
    value double precision not null
);
comment on table peer.vendor_week_share is '@foreignKey (vendor_id) references vendors.vendor (id)';

create table peer.vendor_week_minutes (
    vendor_id uuid,
    week date not null,
    denominator double precision not null,
    p50 double precision not null,
    p90 double precision not null,
    p95 double precision not null
);
comment on table peer.vendor_week_minutes is '@foreignKey (vendor_id) references vendors.vendor (id)';

-- Weeks and windows in the days of each market, as in the hand-written SQL; first_day is a Monday.
create function peer.sla_attainment(first_day date, end_day date) returns setof peer.vendor_week_share
    language sql stable parallel safe rows 1000
begin atomic
    select c.vendor_id, z.monday + width_bucket(c.due_at, z.weeks) * 7,
           count(*) filter (where c.stopped_at <= c.due_at)::double precision, count(*)::double precision,
           count(*) filter (where c.stopped_at <= c.due_at)::double precision / count(*)
    from sla.sla_clock c
    join (
        select code, first_day - 7 as monday, first_day::timestamp at time zone time_zone as starts_at,
               end_day::timestamp at time zone time_zone as ends_at,
               array(
                   select week at time zone time_zone
                   from generate_series(first_day::timestamp, end_day::timestamp, interval '7 days') week) as weeks
        from platform.market
        offset 0
    ) z on z.code = c.market
    where c.due_at >= first_day::timestamp at time zone 'UTC' - interval '14 hours'
        and c.due_at < end_day::timestamp at time zone 'UTC' + interval '12 hours'
        and c.due_at >= z.starts_at and c.due_at < z.ends_at
        and c.status <> 'CANCELLED' and (c.stopped_at is not null or c.due_at < now())
    group by 1, 2
    order by 1 nulls last, 2;
end;

create function peer.turnaround(first_day date, end_day date) returns setof peer.vendor_week_minutes
    language sql stable parallel safe rows 1000
begin atomic
    select f.vendor_id, f.week, f.denominator, f.p[1], f.p[2], f.p[3]
    from (
        select d.vendor_id, z.monday + width_bucket(d.decided_at, z.weeks) * 7 as week,
               count(*)::double precision as denominator,
               percentile_cont(array[0.5, 0.9, 0.95]) within group (
                   order by date_part('epoch', coalesce(d.approved_at, d.decided_at) - c.received_at) / 60) as p
        from decisions.decision d
        join cases.moderation_case c on c.id = d.case_id
        join (
            select code, first_day - 7 as monday, first_day::timestamp at time zone time_zone as starts_at,
                   end_day::timestamp at time zone time_zone as ends_at,
                   array(
                       select week at time zone time_zone
                       from generate_series(first_day::timestamp, end_day::timestamp, interval '7 days') week) as weeks
            from platform.market
            offset 0
        ) z on z.code = d.market
        where d.decided_at >= first_day::timestamp at time zone 'UTC' - interval '14 hours'
            and d.decided_at < end_day::timestamp at time zone 'UTC' + interval '12 hours'
            and d.decided_at >= z.starts_at and d.decided_at < z.ends_at
            and d.source_platform is null and d.approval in ('NOT_REQUIRED', 'APPROVED') and d.decided_at <= c.decided_at
        group by 1, 2
    ) f
    order by 1 nulls last, 2;
end;

create function peer.overturn_rate(first_day date, end_day date) returns setof peer.vendor_week_share
    language sql stable parallel safe rows 1000
begin atomic
    select o.vendor_id, o.monday + width_bucket(o.decided_at, o.weeks) * 7,
           count(*) filter (where o.overturned)::double precision, count(*)::double precision,
           count(*) filter (where o.overturned)::double precision / count(*)
    from (
        select a.vendor_id, z.monday, z.weeks, max(a.decided_at) as decided_at, bool_or(a.outcome <> 'UPHELD') as overturned
        from appeals.appeal a
        join (
            select code, first_day - 7 as monday, first_day::timestamp at time zone time_zone as starts_at,
                   end_day::timestamp at time zone time_zone as ends_at,
                   array(
                       select week at time zone time_zone
                       from generate_series(first_day::timestamp, end_day::timestamp, interval '7 days') week) as weeks
            from platform.market
            offset 0
        ) z on z.code = a.market
        where a.decided_at >= first_day::timestamp at time zone 'UTC' - interval '14 hours'
            and a.decided_at < end_day::timestamp at time zone 'UTC' + interval '12 hours'
            and a.decided_at >= z.starts_at and a.decided_at < z.ends_at
        group by a.decision_id, a.vendor_id, z.monday, z.weeks
    ) o
    group by 1, 2
    order by 1 nulls last, 2;
end;

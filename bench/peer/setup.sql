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

-- (e) From the same kept weeks as the hand-written SQL.
create function peer.sla_attainment(first_day date, end_day date) returns setof peer.vendor_week_share
    language sql stable parallel safe rows 120
begin atomic
    select c.vendor_id, c.week, sum(c.numerator), sum(c.denominator), sum(c.numerator) / nullif(sum(c.denominator), 0)
    from metrics.week_cell c
    where c.figure = 'SLA_ATTAINMENT' and c.week >= first_day and c.week < end_day
        and not exists (
            select from metrics.changed_week n
            where n.figure = 'SLA_ATTAINMENT' and n.week >= first_day and n.week < end_day)
    group by 1, 2
    order by 1 nulls last, 2;
end;

create function peer.turnaround(first_day date, end_day date) returns setof peer.vendor_week_minutes
    language sql stable parallel safe rows 120
begin atomic
    select p.vendor_id, p.week, p.denominator, p.p50, p.p90, p.p95
    from metrics.week_percentile p
    where p.dimension = 'VENDOR' and p.week >= first_day and p.week < end_day
        and not exists (
            select from metrics.changed_week n
            where n.figure = 'TURNAROUND' and n.week >= first_day and n.week < end_day)
    order by 1 nulls last, 2;
end;

create function peer.overturn_rate(first_day date, end_day date) returns setof peer.vendor_week_share
    language sql stable parallel safe rows 120
begin atomic
    select c.vendor_id, c.week, sum(c.numerator), sum(c.denominator), sum(c.numerator) / nullif(sum(c.denominator), 0)
    from metrics.week_cell c
    where c.figure = 'OVERTURN_RATE' and c.week >= first_day and c.week < end_day
        and not exists (
            select from metrics.changed_week n
            where n.figure = 'OVERTURN_RATE' and n.week >= first_day and n.week < end_day)
    group by 1, 2
    order by 1 nulls last, 2;
end;

\set i random(1, :n)
select since, until from bench.e_metrics where i = :i \gset
-- The windows are whole weeks that are over, so that all is kept. Nothing holds that has been noted as changed.
select
    'sla' as figure, f.vendor_id, v.name, f.week, f.numerator, f.denominator, null::float8 as p50, null::float8 as p90,
    null::float8 as p95
from (
    select c.vendor_id, c.week, sum(c.numerator) as numerator, sum(c.denominator) as denominator
    from metrics.week_cell c
    where c.figure = 'SLA_ATTAINMENT' and c.week >= :since and c.week < :until
        and not exists (
            select from metrics.changed_week n
            where n.figure = 'SLA_ATTAINMENT' and n.week >= :since and n.week < :until)
    group by 1, 2
) f
left join vendors.vendor v on v.id = f.vendor_id
union all
select 'turnaround', p.vendor_id, v.name, p.week, null, p.denominator, p.p50, p.p90, p.p95
from metrics.week_percentile p
left join vendors.vendor v on v.id = p.vendor_id
where p.dimension = 'VENDOR' and p.week >= :since and p.week < :until
    and not exists (
        select from metrics.changed_week n
        where n.figure = 'TURNAROUND' and n.week >= :since and n.week < :until)
union all
select
    'overturn' as figure, f.vendor_id, v.name, f.week, f.numerator, f.denominator, null::float8 as p50, null::float8 as p90,
    null::float8 as p95
from (
    select c.vendor_id, c.week, sum(c.numerator) as numerator, sum(c.denominator) as denominator
    from metrics.week_cell c
    where c.figure = 'OVERTURN_RATE' and c.week >= :since and c.week < :until
        and not exists (
            select from metrics.changed_week n
            where n.figure = 'OVERTURN_RATE' and n.week >= :since and n.week < :until)
    group by 1, 2
) f
left join vendors.vendor v on v.id = f.vendor_id;

-- Docket keeps the weeks in the background, some minutes after it first meets a database of this size.
select not exists (
    select from unnest(array['SLA_ATTAINMENT', 'TURNAROUND', 'OVERTURN_RATE']) figure,
        (select distinct generate_series(since, until - 7, '7 days')::date as week from bench.e_metrics) wanted
    where not exists (select from metrics.kept_week k where k.figure = figure.figure and k.week = wanted.week)
        or exists (select from metrics.changed_week n where n.figure = figure.figure and n.week = wanted.week))

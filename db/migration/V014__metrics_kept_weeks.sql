-- Waits for nobody longer than this: triggers are added to tables that are written all day.
set local lock_timeout = '5s';

create schema metrics;
comment on schema metrics is 'Figures of weeks that are over, kept so that nobody has to count them again.';

create table metrics.kept_week (
    figure text not null
        constraint ck_kept_week_figure check (figure in (
            'SLA_ATTAINMENT', 'TURNAROUND', 'DECISIONS', 'OVERTURN_RATE', 'QA_ACCURACY')),
    week date not null,
    kept_at timestamptz not null default now(),
    constraint pk_kept_week primary key (figure, week),
    constraint ck_kept_week_week_monday check (extract(isodow from week) = 1)
);
comment on table metrics.kept_week is
    'A week whose figure was counted, in one snapshot, after it had ended everywhere. Valid while changed_week does not name it.';
comment on column metrics.kept_week.figure is 'What was counted; a MetricKey of the graph.';
comment on column metrics.kept_week.week is 'Its Monday, in the days of each market.';
comment on column metrics.kept_week.kept_at is 'The snapshot that was counted.';

create table metrics.week_cell (
    figure text not null,
    week date not null,
    vendor_id uuid,
    market text,
    domain text not null,
    queue_id uuid,
    clock_kind text,
    agreement text,
    automated_decision text,
    numerator double precision not null,
    denominator double precision,
    squares double precision,
    constraint uk_week_cell_figure_week_vendor_id_market_domain_queue_id_clock
        unique nulls not distinct (
            figure, week, vendor_id, market, domain, queue_id, clock_kind, agreement, automated_decision),
    constraint fk_week_cell_figure_week foreign key (figure, week) references metrics.kept_week on delete cascade,
    constraint fk_week_cell_vendor_id foreign key (vendor_id) references vendors.vendor,
    constraint fk_week_cell_market foreign key (market) references platform.market,
    constraint fk_week_cell_queue_id foreign key (queue_id) references cases.queue
);
comment on table metrics.week_cell is
    'The parts of a kept week''s figure, by everything that a question can ask by: sums of cells are sums of the week. TURNAROUND has none.';
comment on column metrics.week_cell.figure is 'What was counted.';
comment on column metrics.week_cell.week is 'The kept week.';
comment on column metrics.week_cell.vendor_id is 'The vendor that did or owed the work then; null: in-house, or a rule.';
comment on column metrics.week_cell.market is 'The market; null: none.';
comment on column metrics.week_cell.domain is 'The case''s domain.';
comment on column metrics.week_cell.queue_id is 'The case''s queue; null: none.';
comment on column metrics.week_cell.clock_kind is 'SLA_ATTAINMENT: the kind of clock; null for the others.';
comment on column metrics.week_cell.agreement is 'SLA_ATTAINMENT: the agreement; null for the others.';
comment on column metrics.week_cell.automated_decision is
    'DECISIONS and QA_ACCURACY: how automated the decision was; null for the others.';
comment on column metrics.week_cell.numerator is 'Things counted, or the sum of their weights.';
comment on column metrics.week_cell.denominator is 'What they are divided by; null: the figure is a plain count.';
comment on column metrics.week_cell.squares is
    'Sum of the squared weights of the denominator, for the interval; null: no share. A plain share weighs everything 1.';
comment on constraint fk_week_cell_vendor_id on metrics.week_cell is
    'Vendors are not deleted; so without an index.';
comment on constraint fk_week_cell_queue_id on metrics.week_cell is
    'Queues are not deleted; so without an index.';

create table metrics.week_percentile (
    figure text not null default 'TURNAROUND'
        constraint ck_week_percentile_figure check (figure = 'TURNAROUND'),
    week date not null,
    dimension text not null
        constraint ck_week_percentile_dimension check (dimension in ('ALL', 'VENDOR', 'MARKET', 'DOMAIN', 'QUEUE')),
    vendor_id uuid,
    market text,
    domain text,
    queue_id uuid,
    denominator double precision not null,
    p50 double precision not null,
    p90 double precision not null,
    p95 double precision not null,
    constraint uk_week_percentile_dimension_week_vendor_id_market_domain_queue
        unique nulls not distinct (dimension, week, vendor_id, market, domain, queue_id),
    constraint fk_week_percentile_figure_week foreign key (figure, week) references metrics.kept_week on delete cascade,
    constraint fk_week_percentile_vendor_id foreign key (vendor_id) references vendors.vendor,
    constraint fk_week_percentile_market foreign key (market) references platform.market,
    constraint fk_week_percentile_queue_id foreign key (queue_id) references cases.queue
);
comment on table metrics.week_percentile is
    'Exact percentiles of a kept week. They do not add up, so each breakdown by at most one dimension has its own.';
comment on column metrics.week_percentile.figure is 'What was measured.';
comment on column metrics.week_percentile.week is 'The kept week.';
comment on column metrics.week_percentile.dimension is 'What it is broken down by; the columns of the others are null.';
comment on column metrics.week_percentile.vendor_id is 'By VENDOR: the vendor; null: in-house, or a rule.';
comment on column metrics.week_percentile.market is 'By MARKET: the market; null: none.';
comment on column metrics.week_percentile.domain is 'By DOMAIN: the case''s domain.';
comment on column metrics.week_percentile.queue_id is 'By QUEUE: the case''s queue; null: none.';
comment on column metrics.week_percentile.denominator is 'How many cases were measured.';
comment on column metrics.week_percentile.p50 is 'Minutes that half of them did not exceed, interpolated.';
comment on column metrics.week_percentile.p90 is 'Minutes that 90 % of them did not exceed.';
comment on column metrics.week_percentile.p95 is 'Minutes that 95 % of them did not exceed.';
comment on constraint fk_week_percentile_vendor_id on metrics.week_percentile is
    'Vendors are not deleted; so without an index.';
comment on constraint fk_week_percentile_queue_id on metrics.week_percentile is
    'Queues are not deleted; so without an index.';
create index ix_week_percentile_figure_week on metrics.week_percentile (figure, week);
comment on index metrics.ix_week_percentile_figure_week is 'Forgetting a week.';

create table metrics.change (
    figure text not null,
    case_id uuid,
    at timestamptz,
    market text,
    transaction_id xid8 not null default pg_current_xact_id(),
    constraint uk_change_figure_case_id_at_market_transaction_id
        unique nulls not distinct (figure, case_id, at, market, transaction_id),
    constraint ck_change_case_or_instant check ((case_id is null) <> (at is null))
);
comment on table metrics.change is
    'What may have changed a kept figure. Each transaction writes rows of its own, so that nobody waits, and whoever keeps a week anew removes those that its snapshot has seen and no others. Which weeks are meant is found out by whoever reads: the writer may not see all rows yet, and a market may have another time zone by then.';
comment on column metrics.change.figure is 'The figure.';
comment on column metrics.change.case_id is 'Everything of this case counts otherwise; null: see at.';
comment on column metrics.change.at is 'Something of this instant came, went, or counts otherwise; null: see case_id.';
comment on column metrics.change.market is 'With at: whose days it is counted in; null: UTC.';
comment on column metrics.change.transaction_id is 'Who changed it.';

-- The time zone with the latest midnight is 12 hours behind UTC.
create function metrics.running_week(at timestamptz) returns date
    language sql stable parallel safe
return date_trunc('week', at at time zone 'UTC' - interval '12 hours')::date;
comment on function metrics.running_week(timestamptz) is
    'Monday of the earliest week that has not ended everywhere at the instant.';

create function metrics.week_of(at timestamptz, market_code text) returns date
    language sql stable parallel safe
return date_trunc(
    'week',
    at at time zone coalesce((select m.time_zone from platform.market m where m.code = market_code), 'UTC'))::date;
comment on function metrics.week_of(timestamptz, text) is 'Monday of the week of an instant in the days of a market; null: in UTC.';

create function metrics.may_be_kept(at timestamptz) returns boolean
    language sql stable parallel safe
return at < metrics.running_week(now())::timestamp at time zone 'UTC' + interval '12 hours';
comment on function metrics.may_be_kept(timestamptz) is
    'Whether the instant can lie in a week that has ended. A cheap test before weeks are looked up.';

create view metrics.changed_week with (security_invoker = true) as
select figure, metrics.week_of(at, market) as week
from metrics.change
where at is not null
union all
select c.figure, d.week
from metrics.change c
cross join lateral (
    select metrics.week_of(decided_at, market) as week from decisions.decision where case_id = c.case_id offset 0) d
where c.figure in ('TURNAROUND', 'DECISIONS', 'QA_ACCURACY')
union all
select c.figure, k.week
from metrics.change c
cross join lateral (
    select metrics.week_of(due_at, market) as week
    from sla.sla_clock
    where case_id = c.case_id and isfinite(due_at)
    offset 0) k
where c.figure = 'SLA_ATTAINMENT'
union all
select c.figure, a.week
from metrics.change c
cross join lateral (
    select metrics.week_of(decided_at, market) as week
    from appeals.appeal
    where case_id = c.case_id and decided_at is not null
    offset 0) a
where c.figure = 'OVERTURN_RATE';
comment on view metrics.changed_week is 'Weeks whose figure may have changed since they were kept.';
comment on column metrics.changed_week.figure is 'The figure.';
comment on column metrics.changed_week.week is 'The Monday of the week.';

create function metrics.note(figures text[], changed_at timestamptz, market_code text) returns void
    language sql
begin atomic
    insert into metrics.change (figure, at, market)
    select figure, changed_at, market_code
    from unnest(figures) figure
    where metrics.may_be_kept(changed_at)
    on conflict do nothing;
end;
comment on function metrics.note(text[], timestamptz, text) is
    'Notes a change of what happened at an instant. Weeks still running are never kept, so they are not noted.';

create function metrics.note_case(figures text[], changed uuid) returns void
    language sql
begin atomic
    insert into metrics.change (figure, case_id)
    select figure, changed
    from unnest(figures) figure
    on conflict do nothing;
end;
comment on function metrics.note_case(text[], uuid) is 'Notes that everything of a case may count otherwise.';

create function metrics.decision_changed() returns trigger
    language plpgsql
as $$
begin
    perform metrics.note('{TURNAROUND,DECISIONS,QA_ACCURACY}', new.decided_at, new.market);
    return null;
end
$$;
comment on function metrics.decision_changed() is 'Trigger: a decision was added late, or its approval was given or refused.';
create trigger tr_decision_added_to_week
    after insert on decisions.decision
    for each row when (new.source_platform is null and metrics.may_be_kept(new.decided_at))
    execute function metrics.decision_changed();
create trigger tr_decision_changed_week
    after update of approval on decisions.decision
    for each row when (new.source_platform is null and metrics.may_be_kept(new.decided_at))
    execute function metrics.decision_changed();

create function metrics.case_changed() returns trigger
    language plpgsql
as $$
begin
    perform metrics.note_case('{TURNAROUND,DECISIONS,QA_ACCURACY,SLA_ATTAINMENT,OVERTURN_RATE}', new.id);
    return null;
end
$$;
comment on function metrics.case_changed() is
    'Trigger: a case that was received before this week went to another queue or domain, or its receipt or first decision is another one.';
create trigger tr_moderation_case_changed_week
    after update of domain, queue_id, received_at, decided_at on cases.moderation_case
    for each row when (
        metrics.may_be_kept(least(old.received_at, new.received_at))
        and (old.domain, old.queue_id, old.received_at, old.decided_at)
            is distinct from (new.domain, new.queue_id, new.received_at, new.decided_at))
    execute function metrics.case_changed();

create function metrics.clock_changed() returns trigger
    language plpgsql
as $$
begin
    if tg_op <> 'INSERT' then
        perform metrics.note('{SLA_ATTAINMENT}', old.due_at, old.market);
    end if;
    if tg_op <> 'DELETE' then
        perform metrics.note('{SLA_ATTAINMENT}', new.due_at, new.market);
    end if;
    return null;
end
$$;
comment on function metrics.clock_changed() is
    'Trigger: a clock that was due in a week which is over came, went, or counts otherwise. One that stops late was late already.';
create trigger tr_sla_clock_added_to_week
    after insert on sla.sla_clock
    for each row when (metrics.may_be_kept(new.due_at))
    execute function metrics.clock_changed();
create trigger tr_sla_clock_changed_week
    after update on sla.sla_clock
    for each row when (
        metrics.may_be_kept(least(old.due_at, new.due_at))
        and (old.due_at, old.status = 'CANCELLED', coalesce(old.stopped_at <= old.due_at, false), old.case_id, old.vendor_id,
             old.market, old.clock_kind, old.agreement)
            is distinct from
            (new.due_at, new.status = 'CANCELLED', coalesce(new.stopped_at <= new.due_at, false), new.case_id, new.vendor_id,
             new.market, new.clock_kind, new.agreement))
    execute function metrics.clock_changed();
create trigger tr_sla_clock_left_week
    after delete on sla.sla_clock
    for each row when (metrics.may_be_kept(old.due_at))
    execute function metrics.clock_changed();

create function metrics.appeal_changed() returns trigger
    language plpgsql
as $$
begin
    if tg_op <> 'INSERT' and old.decided_at is not null then
        perform metrics.note('{OVERTURN_RATE}', old.decided_at, old.market);
        perform metrics.note_case('{OVERTURN_RATE}', old.case_id);
    end if;
    if tg_op <> 'DELETE' and new.decided_at is not null then
        perform metrics.note_case('{OVERTURN_RATE}', new.case_id);
    end if;
    return null;
end
$$;
comment on function metrics.appeal_changed() is
    'Trigger: the appeals that were decided about a decision are others. It counts in the week of the latest, so that the weeks of all of them change.';
create trigger tr_appeal_added_to_week
    after insert on appeals.appeal
    for each row when (new.decided_at is not null)
    execute function metrics.appeal_changed();
create trigger tr_appeal_changed_week
    after update on appeals.appeal
    for each row when (
        (old.decided_at, old.outcome, old.decision_id, old.case_id, old.vendor_id, old.market)
        is distinct from (new.decided_at, new.outcome, new.decision_id, new.case_id, new.vendor_id, new.market))
    execute function metrics.appeal_changed();
create trigger tr_appeal_left_week
    after delete on appeals.appeal
    for each row when (old.decided_at is not null)
    execute function metrics.appeal_changed();

create function metrics.audit_changed() returns trigger
    language plpgsql
as $$
begin
    perform metrics.note('{QA_ACCURACY}', d.decided_at, d.market)
    from decisions.decision d
    where d.id in (new.decision_id, old.decision_id);
    return null;
end
$$;
comment on function metrics.audit_changed() is
    'Trigger: a final review, or the chance by which its decision was drawn, came, went, or is another. The decision itself never changes.';
create trigger tr_qa_review_added_to_week
    after insert on quality.qa_review
    for each row when (new.state in ('ACCEPTED', 'FINAL'))
    execute function metrics.audit_changed();
create trigger tr_qa_review_changed_week
    after update on quality.qa_review
    for each row when (
        (old.state in ('ACCEPTED', 'FINAL') or new.state in ('ACCEPTED', 'FINAL'))
        and (old.state in ('ACCEPTED', 'FINAL'), old.verdict, old.decision_id, old.qa_sample_id)
            is distinct from (new.state in ('ACCEPTED', 'FINAL'), new.verdict, new.decision_id, new.qa_sample_id))
    execute function metrics.audit_changed();
create trigger tr_qa_review_left_week
    after delete on quality.qa_review
    for each row when (old.state in ('ACCEPTED', 'FINAL'))
    execute function metrics.audit_changed();
create trigger tr_qa_sample_changed_week
    after update of inclusion_prob on quality.qa_sample
    for each row when (old.inclusion_prob <> new.inclusion_prob)
    execute function metrics.audit_changed();

create function metrics.forget() returns trigger
    language plpgsql
as $$
begin
    -- Whoever keeps a week at this moment is waited for. Not deleted: a snapshot that is older than a week would not see it.
    truncate metrics.kept_week cascade;
    return null;
end
$$;
comment on function metrics.forget() is 'Trigger: nothing that was kept holds any more.';
create trigger tr_market_changed_week
    after update of time_zone on platform.market
    for each statement execute function metrics.forget();
create trigger tr_decision_truncated after truncate on decisions.decision
    for each statement execute function metrics.forget();
create trigger tr_sla_clock_truncated after truncate on sla.sla_clock
    for each statement execute function metrics.forget();
create trigger tr_appeal_truncated after truncate on appeals.appeal
    for each statement execute function metrics.forget();
create trigger tr_qa_review_truncated after truncate on quality.qa_review
    for each statement execute function metrics.forget();

-- Too small for autovacuum to look at, and joined with millions of rows.
analyze platform.market;

create table sla.clock_alert (
    id uuid default uuidv7() constraint pk_clock_alert primary key,
    sla_clock_id uuid not null constraint fk_clock_alert_sla_clock_id references sla.sla_clock,
    kind text not null
        constraint ck_clock_alert_kind check (kind in ('AT_RISK', 'BREACH')),
    due_at timestamptz not null,
    occurred_at timestamptz not null,
    raised_at timestamptz not null default now(),
    case_id uuid not null constraint fk_clock_alert_case_id references cases.moderation_case,
    vendor_id uuid constraint fk_clock_alert_vendor_id references vendors.vendor,
    market text constraint fk_clock_alert_market references platform.market,
    created_at timestamptz not null default now(),
    constraint uk_clock_alert_sla_clock_id_kind_due_at unique (sla_clock_id, kind, due_at),
    constraint ck_clock_alert_occurred_at_order check (
        case kind when 'BREACH' then occurred_at = due_at else occurred_at < due_at end)
);
comment on table sla.clock_alert is
    'A clock came close to its due time, or passed it. Written once for each due time, which a pause may move. Only ever added to: it is its own record, so that nothing audits it.';
comment on column sla.clock_alert.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column sla.clock_alert.sla_clock_id is 'The clock.';
comment on column sla.clock_alert.kind is 'AT_RISK: no more than the imminent minutes of its promise were left; BREACH: due, and not done.';
comment on column sla.clock_alert.due_at is 'When the clock ran out, or would have, as it was then.';
comment on column sla.clock_alert.occurred_at is 'When it came about: due_at, or so many minutes before.';
comment on column sla.clock_alert.raised_at is 'When a server noticed; later than occurred_at by as long as none was watching.';
comment on column sla.clock_alert.case_id is 'The clock''s case.';
comment on column sla.clock_alert.vendor_id is 'Who owed it then; null: in-house.';
comment on column sla.clock_alert.market is 'The case''s market; null: imported.';
comment on column sla.clock_alert.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint uk_clock_alert_sla_clock_id_kind_due_at on sla.clock_alert is
    'However many servers watch, and however often: once. Serves SlaClock.alerts.';
comment on constraint fk_clock_alert_case_id on sla.clock_alert is 'Not walked from the case, which reaches its alerts by its clocks: no index.';
create index ix_clock_alert_vendor_id_id on sla.clock_alert (vendor_id, id) where vendor_id is not null;
comment on index sla.ix_clock_alert_vendor_id_id is 'The alerts of one company, newest first.';
create trigger tr_clock_alert_append_only
    before update or delete or truncate on sla.clock_alert
    for each statement execute function platform.refuse_change();

call platform.guard(
    'sla.clock_alert', 'select, insert',
    'vendor_id = (select platform.scoped_vendor()) and ((select platform.all_places()) or platform.all_markets() or market = any (platform.scoped_markets()))', 'exists (select from sla.sla_clock k where k.id = sla_clock_id)');

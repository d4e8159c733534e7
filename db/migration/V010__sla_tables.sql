create schema sla;
comment on schema sla is
    'What is promised by when: calendars, policies, and the clocks that run on cases, appeals and escalations.';

create table sla.business_calendar (
    id uuid default uuidv7() constraint pk_business_calendar primary key,
    key text not null constraint uk_business_calendar_key unique,
    name text not null,
    time_zone text not null,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint ck_business_calendar_key_format check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    constraint ck_business_calendar_time_zone_known check (timestamp '2000-01-01' at time zone time_zone is not null)
);
comment on table sla.business_calendar is
    'When time counts. Hours in its own time zone; without any hours time counts always.';
comment on column sla.business_calendar.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column sla.business_calendar.key is 'Short name, kebab-case, never reused.';
comment on column sla.business_calendar.name is 'English name.';
comment on column sla.business_calendar.time_zone is 'IANA name; days and hours are local there.';
comment on column sla.business_calendar.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column sla.business_calendar.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint ck_business_calendar_time_zone_known on sla.business_calendar is
    'Fails on a zone name that this server does not know.';

create table sla.calendar_hours (
    business_calendar_id uuid not null constraint fk_calendar_hours_business_calendar_id references sla.business_calendar,
    weekday int not null,
    opens_minute int not null,
    closes_minute int not null,
    constraint pk_calendar_hours primary key (business_calendar_id, weekday, opens_minute),
    constraint ex_calendar_hours_overlap exclude using gist (
        business_calendar_id with =, weekday with =, int4range(opens_minute, closes_minute) with &&),
    constraint ck_calendar_hours_weekday_range check (weekday between 1 and 7),
    constraint ck_calendar_hours_minutes_range check (
        0 <= opens_minute and opens_minute < closes_minute and closes_minute <= 1440)
);
comment on table sla.calendar_hours is 'A stretch of a week in which time counts.';
comment on column sla.calendar_hours.business_calendar_id is 'The calendar.';
comment on column sla.calendar_hours.weekday is 'ISO: 1 Monday to 7 Sunday.';
comment on column sla.calendar_hours.opens_minute is 'Minute of the local day from which time counts, 0 to 1439.';
comment on column sla.calendar_hours.closes_minute is 'Minute at which it stops, up to 1440 (midnight).';
comment on constraint ex_calendar_hours_overlap on sla.calendar_hours is 'Stretches do not overlap.';

create table sla.calendar_holiday (
    business_calendar_id uuid not null constraint fk_calendar_holiday_business_calendar_id references sla.business_calendar,
    holiday_on date not null,
    name text not null,
    constraint pk_calendar_holiday primary key (business_calendar_id, holiday_on)
);
comment on table sla.calendar_holiday is 'A local day on which no time counts.';
comment on column sla.calendar_holiday.business_calendar_id is 'The calendar.';
comment on column sla.calendar_holiday.holiday_on is 'The day, in the calendar''s time zone.';
comment on column sla.calendar_holiday.name is 'What is celebrated.';

create table sla.sla_policy (
    id uuid default uuidv7() constraint pk_sla_policy primary key,
    key text not null,
    revision int not null,
    name text not null,
    clock_kind text not null
        constraint ck_sla_policy_clock_kind check (clock_kind in (
            'FIRST_TOUCH', 'DECISION', 'APPEAL', 'ESCALATION', 'NOTICE')),
    agreement text not null
        constraint ck_sla_policy_agreement check (agreement in ('SLA', 'OLA', 'VENDOR_CONTRACT')),
    target_minutes int not null,
    imminent_minutes int not null,
    business_calendar_id uuid constraint fk_sla_policy_business_calendar_id references sla.business_calendar,
    domain text
        constraint ck_sla_policy_domain check (domain in (
            'CONTENT_CREATOR', 'PRODUCT_LISTING', 'SELLER', 'IPR')),
    market text constraint fk_sla_policy_market references platform.market,
    severity text
        constraint ck_sla_policy_severity check (severity in ('P0', 'P1', 'P2', 'P3')),
    vendor_id uuid constraint fk_sla_policy_vendor_id references vendors.vendor,
    effective_at timestamptz not null,
    ends_at timestamptz,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint uk_sla_policy_key_revision unique (key, revision),
    constraint uk_sla_policy_id_clock_kind_agreement unique (id, clock_kind, agreement),
    constraint ex_sla_policy_key_period exclude using gist (
        key with =, tstzrange(effective_at, ends_at) with &&),
    constraint ck_sla_policy_minutes_range check (target_minutes > 0 and imminent_minutes between 0 and target_minutes),
    constraint ck_sla_policy_ends_at_order check (ends_at > effective_at),
    constraint ck_sla_policy_vendor_id_contract check (agreement <> 'VENDOR_CONTRACT' or vendor_id is not null)
);
comment on table sla.sla_policy is 'One revision of a promise: what is to be done within which time, for which cases.';
comment on column sla.sla_policy.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column sla.sla_policy.key is 'Name of the promise over its revisions.';
comment on column sla.sla_policy.revision is '1, 2, 3 … within the key.';
comment on column sla.sla_policy.name is 'English name.';
comment on column sla.sla_policy.clock_kind is
    'What stops the clock: first claim, decision, appeal decided, escalation ruled, reasons sent.';
comment on column sla.sla_policy.agreement is 'Promised to users and regulators, between our teams, or by a vendor.';
comment on column sla.sla_policy.target_minutes is 'Time allowed, in minutes of the calendar.';
comment on column sla.sla_policy.imminent_minutes is 'A clock is IMMINENT when no more than this is left.';
comment on column sla.sla_policy.business_calendar_id is 'When time counts; null: always.';
comment on column sla.sla_policy.domain is 'For this domain; null: any.';
comment on column sla.sla_policy.market is 'For this market; null: any.';
comment on column sla.sla_policy.severity is 'For this severity; null: any.';
comment on column sla.sla_policy.vendor_id is 'The vendor bound by it; null: none, or any.';
comment on column sla.sla_policy.effective_at is 'First instant in force: for clocks started from then on.';
comment on column sla.sla_policy.ends_at is 'First instant no longer in force; null: open.';
comment on column sla.sla_policy.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column sla.sla_policy.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint uk_sla_policy_id_clock_kind_agreement on sla.sla_policy is
    'Target of the key that keeps a clock''s copies true.';
comment on constraint ex_sla_policy_key_period on sla.sla_policy is 'One revision in force at any instant.';
comment on constraint ck_sla_policy_vendor_id_contract on sla.sla_policy is 'A contract''s promise names the vendor.';
create index ix_sla_policy_vendor_id_id on sla.sla_policy (vendor_id, id) where vendor_id is not null;
comment on index sla.ix_sla_policy_vendor_id_id is 'Vendor.slaPolicies.';

comment on constraint fk_sla_policy_business_calendar_id on sla.sla_policy is
    'A few hundred rows at most: read whole, so without an index.';

create table sla.sla_clock (
    id uuid default uuidv7() constraint pk_sla_clock primary key,
    sla_policy_id uuid not null,
    clock_kind text not null
        constraint ck_sla_clock_clock_kind check (clock_kind in (
            'FIRST_TOUCH', 'DECISION', 'APPEAL', 'ESCALATION', 'NOTICE')),
    agreement text not null
        constraint ck_sla_clock_agreement check (agreement in ('SLA', 'OLA', 'VENDOR_CONTRACT')),
    case_id uuid not null constraint fk_sla_clock_case_id references cases.moderation_case,
    appeal_id uuid,
    escalation_id uuid,
    vendor_id uuid constraint fk_sla_clock_vendor_id references vendors.vendor,
    market text constraint fk_sla_clock_market references platform.market,
    status text not null default 'PENDING'
        constraint ck_sla_clock_status check (status in (
            'PENDING', 'RUNNING', 'PAUSED', 'IMMINENT', 'BREACHING', 'BREACHED', 'ACHIEVED', 'CANCELLED')),
    started_at timestamptz,
    due_at timestamptz not null default 'infinity',
    stopped_at timestamptz,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint fk_sla_clock_sla_policy_id_clock_kind_agreement foreign key (sla_policy_id, clock_kind, agreement)
        references sla.sla_policy (id, clock_kind, agreement),
    constraint fk_sla_clock_appeal_id_case_id foreign key (appeal_id, case_id) references appeals.appeal (id, case_id),
    constraint fk_sla_clock_escalation_id foreign key (escalation_id) references escalations.escalation,
    constraint ck_sla_clock_subject check (
        (clock_kind = 'APPEAL') = (appeal_id is not null) and (clock_kind = 'ESCALATION') = (escalation_id is not null)),
    constraint ck_sla_clock_vendor_id_contract check (agreement <> 'VENDOR_CONTRACT' or vendor_id is not null),
    constraint ck_sla_clock_started check ((started_at is null) = (status = 'PENDING') or status = 'CANCELLED'),
    constraint ck_sla_clock_stopped check (
        (status in ('BREACHED', 'ACHIEVED', 'CANCELLED')) = (stopped_at is not null)),
    constraint ck_sla_clock_due_at_fixed check (
        (due_at = 'infinity') = (status in ('PENDING', 'PAUSED')) or status = 'CANCELLED'),
    constraint ck_sla_clock_verdict check (
        case status when 'ACHIEVED' then stopped_at <= due_at when 'BREACHED' then stopped_at > due_at else true end),
    constraint ck_sla_clock_times_order check (due_at >= started_at and stopped_at >= started_at)
);
comment on table sla.sla_clock is
    'One promise running on one case, appeal or escalation. A reopened case gets a new clock; the old one stays.';
comment on column sla.sla_clock.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column sla.sla_clock.sla_policy_id is 'The promise, in the revision it was started under.';
comment on column sla.sla_clock.clock_kind is 'The policy''s.';
comment on column sla.sla_clock.agreement is 'The policy''s.';
comment on column sla.sla_clock.case_id is 'The case.';
comment on column sla.sla_clock.appeal_id is 'The appeal, for APPEAL clocks.';
comment on column sla.sla_clock.escalation_id is 'The escalation, for ESCALATION clocks.';
comment on column sla.sla_clock.vendor_id is 'Who owes it: the owner when it stopped or ran out; null: in-house.';
comment on column sla.sla_clock.market is 'The case''s market; null: imported.';
comment on column sla.sla_clock.status is
    'PENDING waits for its start; IMMINENT open and nearly due; BREACHING open and late; BREACHED stopped late; ACHIEVED stopped in time. IMMINENT and BREACHING are set by a sweep and may lag behind due_at.';
comment on column sla.sla_clock.started_at is 'When it started; null: PENDING.';
comment on column sla.sla_clock.due_at is
    'When it runs out, pauses counted in; infinity: not fixed (pending or paused).';
comment on column sla.sla_clock.stopped_at is
    'When what was promised was done, or the clock was cancelled; null: open.';
comment on column sla.sla_clock.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column sla.sla_clock.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint fk_sla_clock_sla_policy_id_clock_kind_agreement on sla.sla_clock is
    'The copies are the policy''s. Not walked from the policy, so without an index.';
comment on constraint fk_sla_clock_appeal_id_case_id on sla.sla_clock is 'The appeal is one of the case.';
comment on constraint ck_sla_clock_subject on sla.sla_clock is 'Each kind runs on its own thing.';
comment on constraint ck_sla_clock_due_at_fixed on sla.sla_clock is
    'A running or stopped clock has a due time, a waiting one has none.';
comment on constraint ck_sla_clock_verdict on sla.sla_clock is 'In time is not later than due.';
create index ix_sla_clock_case_id_id on sla.sla_clock (case_id, id);
comment on index sla.ix_sla_clock_case_id_id is 'Case.slaClocks.';
create index ix_sla_clock_appeal_id_id on sla.sla_clock (appeal_id, id) where appeal_id is not null;
comment on index sla.ix_sla_clock_appeal_id_id is 'Appeal.slaClocks.';
create index ix_sla_clock_escalation_id_id on sla.sla_clock (escalation_id, id) where escalation_id is not null;
comment on index sla.ix_sla_clock_escalation_id_id is 'Escalation.slaClocks.';
create index ix_sla_clock_due_at_id on sla.sla_clock (due_at, id);
comment on index sla.ix_sla_clock_due_at_id is
    'Attainment of a period (clocks by due time) and clocks about to run out.';
create index ix_sla_clock_vendor_id_due_at_id on sla.sla_clock (vendor_id, due_at, id) where vendor_id is not null;
comment on index sla.ix_sla_clock_vendor_id_due_at_id is 'The same of one vendor.';
create unique index uk_sla_clock_open
    on sla.sla_clock (case_id, clock_kind, agreement, appeal_id, escalation_id) nulls not distinct
    where stopped_at is null;
comment on index sla.uk_sla_clock_open is 'One open clock of a kind and agreement on a thing; small.';

create table sla.sla_pause (
    id uuid default uuidv7() constraint pk_sla_pause primary key,
    sla_clock_id uuid not null constraint fk_sla_pause_sla_clock_id references sla.sla_clock,
    reason text not null
        constraint ck_sla_pause_reason check (reason in (
            'ON_HOLD', 'AWAITING_EVIDENCE', 'AWAITING_RULING', 'SYSTEM_OUTAGE')),
    paused_at timestamptz not null,
    resumed_at timestamptz,
    created_at timestamptz not null default now(),
    constraint ex_sla_pause_sla_clock_id_period exclude using gist (
        sla_clock_id with =, tstzrange(paused_at, resumed_at) with &&),
    constraint ck_sla_pause_resumed_at_order check (resumed_at >= paused_at)
);
comment on table sla.sla_pause is 'A stretch of time that a clock did not count.';
comment on column sla.sla_pause.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column sla.sla_pause.sla_clock_id is 'The clock.';
comment on column sla.sla_pause.reason is 'Why.';
comment on column sla.sla_pause.paused_at is 'Begin.';
comment on column sla.sla_pause.resumed_at is 'End, not included; null: still paused.';
comment on column sla.sla_pause.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint ex_sla_pause_sla_clock_id_period on sla.sla_pause is
    'Pauses of a clock do not overlap, so at most one is open.';
create index ix_sla_pause_sla_clock_id_paused_at_id on sla.sla_pause (sla_clock_id, paused_at, id);
comment on index sla.ix_sla_pause_sla_clock_id_paused_at_id is 'SlaClock.pauses.';

-- What a clock was started under stays as it was, so that its events tell its due time again at any later time.

alter table sla.sla_policy add column pauses_for text[] not null
    default '{AWAITING_SELLER,AWAITING_REPORTER,AWAITING_AUTHORITY,AWAITING_EXPERT,AWAITING_RULING,AWAITING_EVIDENCE}'
    constraint ck_sla_policy_pauses_for check (pauses_for <@ array[
        'AWAITING_SELLER', 'AWAITING_REPORTER', 'AWAITING_AUTHORITY', 'AWAITING_EXPERT', 'AWAITING_RULING', 'AWAITING_EVIDENCE']);
comment on column sla.sla_policy.pauses_for is
    'What its clocks wait for without counting: reasons of a hold, a ruling, evidence for an appeal. A hold for any other reason counts.';

create function sla.refuse_rewrite() returns trigger
    language plpgsql
as $$
begin
    raise exception '% of %.% is refused: clocks have been promised by it; make a new one instead', tg_op, tg_table_schema, tg_table_name
        using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
end
$$;
comment on function sla.refuse_rewrite() is 'Trigger: what clocks are read by is replaced by something new and never rewritten.';

create trigger tr_sla_policy_stays
    before update on sla.sla_policy
    for each row when (
        (old.key, old.revision, old.clock_kind, old.agreement, old.target_minutes, old.imminent_minutes, old.business_calendar_id, old.domain,
         old.market, old.severity, old.vendor_id, old.effective_at, old.pauses_for)
        is distinct from
        (new.key, new.revision, new.clock_kind, new.agreement, new.target_minutes, new.imminent_minutes, new.business_calendar_id, new.domain,
         new.market, new.severity, new.vendor_id, new.effective_at, new.pauses_for))
    execute function sla.refuse_rewrite();
comment on trigger tr_sla_policy_stays on sla.sla_policy is 'Another promise is another revision; this one may end, and be named better.';

create trigger tr_business_calendar_stays
    before update on sla.business_calendar
    for each row when ((old.key, old.time_zone) is distinct from (new.key, new.time_zone))
    execute function sla.refuse_rewrite();

-- A holiday that becomes known later holds for clocks that start later.
alter table sla.calendar_holiday add column announced_at timestamptz not null default '-infinity';
alter table sla.calendar_holiday alter column announced_at set default now();
comment on column sla.calendar_holiday.announced_at is
    'Since when it is known here: clocks that started before count the day, as was promised then. Minus infinity: ever since.';

create trigger tr_calendar_holiday_stays
    before update or delete or truncate on sla.calendar_holiday
    for each statement execute function sla.refuse_rewrite();
create trigger tr_calendar_hours_stays
    before update or delete or truncate on sla.calendar_hours
    for each statement execute function sla.refuse_rewrite();

create function sla.refuse_other_hours() returns trigger
    language plpgsql
as $$
begin
    if exists (select from sla.sla_policy p where p.business_calendar_id = new.business_calendar_id) then
        raise exception 'Other hours for a calendar that promises are measured by: make a new calendar, and new revisions of the promises'
            using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
    end if;
    return new;
end
$$;
comment on function sla.refuse_other_hours() is 'Trigger: the hours of a calendar are complete before a promise is measured by it.';
create trigger tr_calendar_hours_first
    before insert on sla.calendar_hours
    for each row execute function sla.refuse_other_hours();

-- Servers keep promises and calendars in memory; every statement about clocks reads along whether those are the last ones.
create table sla.edition (
    id boolean constraint pk_edition primary key default true constraint ck_edition_one_row check (id),
    number bigint not null default 1
);
comment on table sla.edition is 'One row: counts the changes of promises and calendars, for those who keep them in memory.';
comment on column sla.edition.id is 'Always true.';
comment on column sla.edition.number is 'Counts every statement that changed one of them.';
insert into sla.edition default values;

create function sla.count_edition() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update sla.edition set number = number + 1;
    return null;
end
$$;
comment on function sla.count_edition() is 'Trigger of everything that a server keeps in memory about promises. Runs as the owner: nobody else writes the number.';

create trigger tr_sla_policy_edition
    after insert or update or delete or truncate on sla.sla_policy
    for each statement execute function sla.count_edition();
create trigger tr_business_calendar_edition
    after insert or update or delete or truncate on sla.business_calendar
    for each statement execute function sla.count_edition();
create trigger tr_calendar_hours_edition
    after insert on sla.calendar_hours
    for each statement execute function sla.count_edition();
create trigger tr_calendar_holiday_edition
    after insert on sla.calendar_holiday
    for each statement execute function sla.count_edition();

call platform.guard('sla.edition', 'select', 'true');

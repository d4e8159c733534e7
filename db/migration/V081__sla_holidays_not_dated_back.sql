set local lock_timeout = '5s';

create function sla.announce() returns trigger
    language plpgsql
as $$
begin
    if platform.in_bulk_load() then
        return new;
    end if;
    if new.announced_at is distinct from now() then
        raise exception 'Holiday % would be known here since %: clocks have been started without it; leave announced_at out, so that it holds for those that start from now on',
                new.holiday_on, new.announced_at
            using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
    end if;
    -- A transaction may have begun long before.
    new.announced_at := clock_timestamp();
    return new;
end
$$;
comment on function sla.announce() is
    'Trigger: a holiday is known from the moment in which it is written, and clocks that run count as was promised. A bulk load, which brings its clocks with it, may say since when it was.';
create trigger tr_calendar_holiday_announced
    before insert on sla.calendar_holiday
    for each row execute function sla.announce();

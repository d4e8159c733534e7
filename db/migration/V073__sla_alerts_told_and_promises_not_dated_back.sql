create function sla.refuse_dated_back() returns trigger
    language plpgsql
as $$
begin
    if platform.in_bulk_load() then
        return new;
    end if;
    if tg_op = 'INSERT' and new.effective_at < now() then
        raise exception 'Promise % would hold since %: a clock that was read before would be read otherwise now; let it begin now or later', new.key, new.effective_at
            using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
    end if;
    if tg_op = 'UPDATE' and new.ends_at is distinct from old.ends_at and (new.ends_at < now() or old.ends_at < now()) then
        raise exception 'Promise % would end at %: clocks have been started by it since, or not; let it end now or later', new.key, new.ends_at
            using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
    end if;
    return new;
end
$$;
comment on function sla.refuse_dated_back() is
    'Trigger: which promise held at an instant that is over stays true. A bulk load, which brings its clocks with it, may say what was promised before.';
create trigger tr_sla_policy_not_dated_back
    before insert or update of ends_at on sla.sla_policy
    for each row execute function sla.refuse_dated_back();

insert into events.stream (stream) values ('SLA_CLOCK');

create function sla.publish_alert() returns trigger
    language plpgsql
as $$
begin
    if not platform.in_bulk_load() then
        insert into events.outbox_event (stream, entity_id, seq, kind, from_state, to_state, occurred_at, detail)
        values (
            'SLA_CLOCK', new.sla_clock_id,
            -- Of two that come at once the earlier has the lower id.
            (select count(*) from sla.clock_alert a where a.sla_clock_id = new.sla_clock_id and a.id <= new.id),
            new.kind, case new.kind when 'BREACH' then 'IMMINENT' else 'RUNNING' end, case new.kind when 'BREACH' then 'BREACHING' else 'IMMINENT' end,
            new.occurred_at, jsonb_build_object('case', new.case_id, 'dueAt', new.due_at, 'alert', new.id));
    end if;
    return null;
end
$$;
comment on function sla.publish_alert() is
    'Trigger: an entry in the outbox for each alert, in the line SLA_CLOCK. Whoever writes to alerts of a clock has locked its row, so that their numbers follow each other.';
-- For each row: claims and decisions write alerts in a statement that nearly always has none.
create trigger tr_clock_alert_published
    after insert on sla.clock_alert
    for each row execute function sla.publish_alert();
comment on column events.stream.stream is 'The kind of thing that events are about, as its life cycle is called: CASE, ENFORCEMENT_ACTION; SLA_CLOCK: clocks at risk and late.';

set local lock_timeout = '5s';

-- What was planned and not applied is forgotten; what was applied stays for good.
grant delete on decisions.bulk_decision, decisions.bulk_item, decisions.bulk_measure to docket_app;

create function decisions.keep_applied_bulk() returns trigger
    language plpgsql
as $$
declare
    bulk uuid := coalesce(to_jsonb(old) ->> 'bulk_decision_id', to_jsonb(old) ->> 'id')::uuid;
begin
    if exists (select from decisions.bulk_decision b where b.id = bulk and b.state = 'PLANNED' and b.expires_at <= now()) then
        return old;
    end if;
    raise exception 'bulk decision % was applied, or still can be: it stays', bulk
        using errcode = 'restrict_violation', schema = 'decisions', table = tg_table_name;
end
$$;
comment on function decisions.keep_applied_bulk() is 'Trigger: of bulk decisions only plans go that cannot be applied any more, with their items and measures.';
create trigger tr_bulk_decision_keep
    before delete on decisions.bulk_decision
    for each row execute function decisions.keep_applied_bulk();
create trigger tr_bulk_item_keep_applied
    before delete on decisions.bulk_item
    for each row execute function decisions.keep_applied_bulk();
drop trigger tr_bulk_measure_append_only on decisions.bulk_measure;
create trigger tr_bulk_measure_append_only
    before update or truncate on decisions.bulk_measure
    for each statement execute function platform.refuse_change();
create trigger tr_bulk_measure_keep_applied
    before delete on decisions.bulk_measure
    for each row execute function decisions.keep_applied_bulk();
create index ix_bulk_decision_planned_at on decisions.bulk_decision (planned_at) where state = 'PLANNED';
comment on index decisions.ix_bulk_decision_planned_at is 'Plans to be forgotten.';

create function decisions.keep_certified() returns trigger
    language plpgsql
as $$
declare
    wrong record;
begin
    select a.decider_id, q.key, q.domain into wrong
    from added a
    join cases.moderation_case c on c.id = a.case_id
    join cases.queue q on q.id = c.queue_id and q.certified
    where a.level = 'FIRST' and a.decider_id is not null
      and not exists (select from vendors.certified_domains(a.decider_id, a.decided_at) d where d = q.domain)
    limit 1;
    if found then
        raise exception 'reviewer % has no certification in % in force, which queue % asks for', wrong.decider_id, wrong.domain, wrong.key
            using errcode = 'restrict_violation', schema = 'decisions', table = 'decision';
    end if;
    return null;
end
$$;
comment on function decisions.keep_certified() is
    'Trigger: whoever decides in the normal course has the certification that the queue asks for, at that time.';
create trigger tr_decision_certified
    after insert on decisions.decision referencing new table as added
    for each statement when (not platform.in_bulk_load()) execute function decisions.keep_certified();

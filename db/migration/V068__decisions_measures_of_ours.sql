set local lock_timeout = '5s';

-- Nobody follows a shop, so that a reach of 100,000 is none that a seller ever has.
update decisions.approval_rule set ends_at = now()
where kind = 'SHOP_SUSPENSION' and reach_from > 0 and ends_at is null and effective_at < now();

create or replace function decisions.keep_action() returns trigger
    language plpgsql
as $$
begin
    if tg_op = 'UPDATE'
        -- What is generated is not there yet.
        and to_jsonb(new) - '{state,effective_at,ends_at,reversed_at,reversed_reason,version,dsa_restriction}'::text[]
            = to_jsonb(old) - '{state,effective_at,ends_at,reversed_at,reversed_reason,version,dsa_restriction}'::text[] then
        if new.state = 'REVERSED' and old.state <> 'REVERSED'
            and exists (select from decisions.decision d where d.id = new.decision_id and d.source_platform is not null) then
            raise exception 'measure % is another platform''s: nothing is done to it here', old.id
                using errcode = 'restrict_violation', schema = 'decisions', table = 'enforcement_action';
        end if;
        return new;
    end if;
    raise exception 'measure % stays as it was decided; reverse it, and decide anew', old.id
        using errcode = 'restrict_violation', schema = 'decisions', table = 'enforcement_action';
end
$$;
comment on function decisions.keep_action() is
    'Trigger: of a measure only state and times change; and those that came with statements of other platforms go by their dates alone.';

create or replace function decisions.publish_changed_measures() returns trigger
    language plpgsql
as $$
begin
    insert into events.outbox_event (stream, entity_id, seq, kind, from_state, to_state, occurred_at, detail)
    select 'ENFORCEMENT_ACTION', a.id, a.version, t.event, b.state, a.state, clock_timestamp(), jsonb_build_object('decision', a.decision_id)
    from after a
    join before b on b.id = a.id
    join decisions.decision d on d.id = a.decision_id and d.source_platform is null
    join platform.life_cycle_transition t on t.machine = 'ENFORCEMENT_ACTION' and t.from_state = b.state and t.to_state = a.state
    where a.state <> b.state
    order by a.id;
    return null;
end
$$;
comment on function decisions.publish_changed_measures() is
    'Trigger: an entry of the outbox for each measure of ours whose state has changed; no two events of their life cycle lead from one state to the same other.';

create function decisions.keep_carried() returns trigger
    language plpgsql
as $$
begin
    if not exists (
        select from decisions.decision d
        join decisions.enforcement_action a on a.id = new.action_id
        join decisions.decision o on o.id = a.decision_id
        where d.id = new.decision_id and o.id <> d.id and o.case_id = d.case_id and a.state in ('PLANNED', 'NOTICE', 'ACTIVE')) then
        raise exception 'measure % is no measure in force or to come of an earlier decision of the case that % is about', new.action_id, new.decision_id
            using errcode = 'restrict_violation', schema = 'decisions', table = 'carried_action';
    end if;
    return null;
end
$$;
comment on function decisions.keep_carried() is 'Trigger: what a decision leaves in force is of its own case, and is in force or to come.';
create trigger tr_carried_action_fits
    after insert on decisions.carried_action
    for each row when (not platform.in_bulk_load()) execute function decisions.keep_carried();

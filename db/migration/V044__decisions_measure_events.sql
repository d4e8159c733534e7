update platform.life_cycle_transition set scope = 'CASES_WORK' where machine = 'CASE' and event = 'NOTICE_SENT';
comment on column platform.life_cycle_transition.machine is 'The kind of thing: CASE, ENFORCEMENT_ACTION.';

insert into events.stream (stream) values ('ENFORCEMENT_ACTION');
comment on column events.stream.stream is 'The kind of thing that events are about, as its life cycle is called: CASE, ENFORCEMENT_ACTION.';

create function decisions.publish_new_measures() returns trigger
    language plpgsql
as $$
begin
    insert into events.outbox_event (stream, entity_id, seq, kind, from_state, to_state, occurred_at, detail)
    select 'ENFORCEMENT_ACTION', a.id, a.version, 'DECIDED', null, a.state, clock_timestamp(), jsonb_build_object('decision', a.decision_id)
    from added a
    order by a.id;
    return null;
end
$$;
comment on function decisions.publish_new_measures() is 'Trigger: an entry of the outbox for each measure decided.';
create trigger tr_enforcement_action_published
    after insert on decisions.enforcement_action referencing new table as added
    for each statement when (not platform.in_bulk_load()) execute function decisions.publish_new_measures();

create function decisions.publish_changed_measures() returns trigger
    language plpgsql
as $$
begin
    insert into events.outbox_event (stream, entity_id, seq, kind, from_state, to_state, occurred_at, detail)
    select 'ENFORCEMENT_ACTION', a.id, a.version, t.event, b.state, a.state, clock_timestamp(), jsonb_build_object('decision', a.decision_id)
    from after a
    join before b on b.id = a.id
    join platform.life_cycle_transition t on t.machine = 'ENFORCEMENT_ACTION' and t.from_state = b.state and t.to_state = a.state
    where a.state <> b.state
    order by a.id;
    return null;
end
$$;
comment on function decisions.publish_changed_measures() is
    'Trigger: an entry of the outbox for each measure whose state has changed; no two events of their life cycle lead from one state to the same other.';
create trigger tr_enforcement_action_published_change
    after update on decisions.enforcement_action referencing old table as before new table as after
    for each statement when (not platform.in_bulk_load()) execute function decisions.publish_changed_measures();

create table platform.life_cycle_transition (
    machine text not null,
    from_state text not null,
    event text not null,
    to_state text not null,
    guard text,
    scope text,
    constraint pk_life_cycle_transition primary key (machine, from_state, event, to_state),
    constraint ck_life_cycle_transition_words check (
        machine ~ '^[A-Z_]+$' and from_state ~ '^[A-Z_]+$' and event ~ '^[A-Z_]+$' and to_state ~ '^[A-Z_]+$' and scope ~ '^[A-Z_]+$')
);
comment on table platform.life_cycle_transition is
    'What may happen to things that have a life cycle; whatever is not here is refused, by triggers, whoever tries it. How a thing begins is not here.';
comment on column platform.life_cycle_transition.machine is 'The kind of thing: CASE.';
comment on column platform.life_cycle_transition.from_state is 'Where it stands.';
comment on column platform.life_cycle_transition.event is 'What happens.';
comment on column platform.life_cycle_transition.to_state is 'Where it stands then; may be the same.';
comment on column platform.life_cycle_transition.guard is 'What has to hold beside, in words for whoever is refused; null: nothing.';
comment on column platform.life_cycle_transition.scope is 'What a caller needs to bring it about; null: it happens by itself, or follows from something else.';
call platform.guard('platform.life_cycle_transition', 'select', 'true');

create function platform.in_bulk_load() returns boolean
    language sql stable parallel safe
return coalesce(current_setting('docket.bulk_load', true), '') = 'on';
comment on function platform.in_bulk_load() is
    'Whether the transaction loads what happened elsewhere or long ago: it is news to nobody, and one entry of the audit stands for all of it. Only imports and the demo say so.';

create function platform.keep_life_cycle() returns trigger
    language plpgsql
as $$
begin
    if not exists (
        select from platform.life_cycle_transition t
        where t.machine = tg_argv[0] and t.from_state = old.state and t.to_state = new.state) then
        raise exception 'nothing leads from % to % in the life cycle of %', old.state, new.state, tg_argv[0]
            using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
    end if;
    return new;
end
$$;
comment on function platform.keep_life_cycle() is
    'Trigger of tables with a column state, before an update that changes it: only as the life cycle allows, whose name is the argument.';

create function platform.keep_transitions() returns trigger
    language plpgsql
as $$
declare
    wrong record;
begin
    select i.from_state, i.kind, i.to_state into wrong
    from (select distinct from_state, kind, to_state from added where from_state is not null) i
    where not exists (
        select from platform.life_cycle_transition t
        where t.machine = tg_argv[0] and t.from_state = i.from_state and t.event = i.kind and t.to_state = i.to_state)
    limit 1;
    if found then
        raise exception '% does not lead from % to % in the life cycle of %', wrong.kind, wrong.from_state, wrong.to_state, tg_argv[0]
            using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
    end if;
    return null;
end
$$;
comment on function platform.keep_transitions() is
    'Trigger of tables of events (from_state, kind, to_state), after an insert whose rows it calls added: each is one of the life cycle that the argument names.';

comment on column platform.idempotency.answer is
    'What was answered: ids of what was made or changed, and facts, each by their names; never a secret. Null only before the transaction has ended.';

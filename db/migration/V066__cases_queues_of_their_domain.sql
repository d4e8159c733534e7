set local lock_timeout = '5s';

create function cases.keep_queue_domain() returns trigger
    language plpgsql
as $$
declare
    of_queue text := (select q.domain from cases.queue q where q.id = new.queue_id);
begin
    if of_queue <> new.domain then
        raise exception 'queue % is for %, not for %', new.queue_id, of_queue, new.domain
            using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name, column = 'queue_id';
    end if;
    return new;
end
$$;
comment on function cases.keep_queue_domain() is
    'Trigger of tables with queue_id and domain: a queue gets cases of its own domain only, and so do those whose skill is for it.';
create trigger tr_moderation_case_queue_domain
    before insert on cases.moderation_case
    for each row when (new.queue_id is not null and not platform.in_bulk_load())
    execute function cases.keep_queue_domain();
create trigger tr_moderation_case_queue_domain_kept
    before update of queue_id, domain on cases.moderation_case
    for each row when (new.queue_id is not null and (new.queue_id is distinct from old.queue_id or new.domain <> old.domain))
    execute function cases.keep_queue_domain();
create trigger tr_routing_rule_version_queue_domain
    before insert or update of queue_id, domain on cases.routing_rule_version
    for each row when (new.domain is not null)
    execute function cases.keep_queue_domain();

create function cases.keep_decided() returns trigger
    language plpgsql
as $$
begin
    raise exception 'case % has been decided, and does not end as %: what was decided would stay in force behind it', old.id, new.state
        using errcode = 'restrict_violation', schema = 'cases', table = 'moderation_case', column = 'state';
end
$$;
comment on function cases.keep_decided() is 'Trigger: a case that was reopened ends with a decision.';
create trigger tr_moderation_case_decided
    before update of state on cases.moderation_case
    for each row when (old.decided_at is not null and new.state in ('MERGED', 'CANCELLED') and new.state <> old.state)
    execute function cases.keep_decided();

insert into platform.life_cycle_transition (machine, from_state, event, to_state, scope, guard)
values
    ('CASE', 'PENDING_APPROVAL', 'REFUSED', 'QUEUED', 'CASES_LEAD', 'As before, and whoever proposed it has left or cannot work the case any more');
update platform.life_cycle_transition t
set guard = g.guard
from (values
    ('CLAIMED', 'IN_REVIEW', 'Skill, language, company and, where the queue asks for one, certification of the reviewer fit, and she had no part in the case before'),
    ('HANDED_OVER', 'IN_REVIEW', 'The reviewer holds its lease; the other one fits, and had no part in the case before, as for a claim'),
    ('REROUTED', 'QUEUED', 'The other queue is active and for the same domain'),
    ('APPROVED', 'DECIDED', 'Whoever approves had no other part in the case, and the token is not the one that sent the decision'),
    ('REFUSED', 'IN_REVIEW', 'Whoever refuses had no other part in the case, and the token is not the one that sent the decision'),
    ('MERGED', 'MERGED', 'The other case is open and about the same subject; this one has not been decided'),
    ('CANCELLED', 'CANCELLED', 'It has not been decided')) g (event, to_state, guard)
where t.machine = 'CASE' and t.event = g.event and t.to_state = g.to_state;

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

-- As in V040, and whoever decides in a queue that asks for a certification has one in force.
create or replace function decisions.keep_fence() returns trigger
    language plpgsql
as $$
declare
    wrong record;
begin
    select a.id, a.case_id, a.decider_id, a.lease_token into wrong
    from added a
    where a.level = 'FIRST' and a.decider_id is not null
      and not exists (
          select from cases.lease l
          where l.token = a.lease_token and l.case_id = a.case_id and l.reviewer_id = a.decider_id
            and l.ended_at is null and l.expires_at > a.decided_at and a.decided_at > now() - interval '1 minute')
    limit 1;
    if found then
        raise exception 'reviewer % holds no lease % of case %', wrong.decider_id, wrong.lease_token, wrong.case_id
            using errcode = 'restrict_violation', schema = 'decisions', table = 'decision';
    end if;
    select a.id, a.decider_id into wrong
    from added a
    join cases.moderation_case c on c.id = a.case_id
    join vendors.reviewer_skill s on s.reviewer_id = a.decider_id and s.domain = c.domain and s.level = 'TRAINEE'
    where a.level = 'FIRST' and a.approval = 'NOT_REQUIRED'
      and exists (
          select from decisions.approval_rule r
          where r.kind is null and r.reach_from <= c.priority_rank and tstzrange(r.effective_at, r.ends_at) @> a.decided_at)
    limit 1;
    if found then
        raise exception 'decision % of trainee % takes a second pair of eyes', wrong.id, wrong.decider_id
            using errcode = 'restrict_violation', schema = 'decisions', table = 'decision';
    end if;
    select a.decider_id, q.key, q.domain into wrong
    from added a
    join cases.moderation_case c on c.id = a.case_id
    join cases.queue q on q.id = c.queue_id and q.certified
    where a.level = 'FIRST' and a.decider_id is not null and not vendors.is_certified(a.decider_id, q.domain, a.decided_at)
    limit 1;
    if found then
        raise exception 'reviewer % has no certification in % in force, which queue % asks for', wrong.decider_id, wrong.domain, wrong.key
            using errcode = 'restrict_violation', schema = 'decisions', table = 'decision';
    end if;
    return null;
end
$$;
comment on function decisions.keep_fence() is
    'Trigger: a person decides in the normal course only what she holds, with a lease that has neither ended nor run out, and with the certification that the queue asks for; what a trainee decides is approved first.';

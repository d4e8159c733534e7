set local lock_timeout = '5s';

create function cases.keep_holder() returns trigger
    language plpgsql
as $$
declare
    wrong text;
begin
    if platform.in_bulk_load() then
        return null;
    end if;
    -- As it is by now: this runs at the end of the transaction.
    select case
            when c.state = 'IN_REVIEW' and l.reviewer_id is distinct from c.assignee_id then 'is in review, and its assignee has no lease of it'
            when c.state <> 'IN_REVIEW' and l.id is not null then 'is not in review, and somebody has a lease of it'
            when e.to_state is distinct from c.state then 'has changed its state without an event' end
    into wrong
    from cases.moderation_case c
    left join cases.lease l on l.case_id = c.id and l.ended_at is null
    left join lateral (select e.to_state from cases.case_event e where e.case_id = c.id order by e.seq desc limit 1) e on true
    where c.id = new.id;
    if wrong is not null then
        raise exception 'case % %', new.id, wrong
            using errcode = 'restrict_violation', schema = 'cases', table = 'moderation_case';
    end if;
    return null;
end
$$;
comment on function cases.keep_holder() is
    'Trigger: whoever is the assignee of a case in review, and nobody else, has a lease of it, and where a case stands its last event says.';
create constraint trigger tr_moderation_case_held
    after update of state, assignee_id on cases.moderation_case deferrable initially deferred
    for each row when (old.state is distinct from new.state or old.assignee_id is distinct from new.assignee_id)
    execute function cases.keep_holder();

create function cases.open_leases(reviewer uuid) returns int
    language plpgsql
as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('cases.open_leases ' || open_leases.reviewer, 0));
    return (select count(*) from cases.lease l where l.reviewer_id = open_leases.reviewer and l.ended_at is null);
end
$$;
comment on function cases.open_leases(uuid) is
    'How many cases somebody holds. Whoever asks for the same person meanwhile waits until the transaction has ended, and then counts what it has begun: two claims at once do not both find the last free hand.';

alter table cases.lease alter column token drop identity;
comment on column cases.lease.token is
    'Rises with each lease of the case: 1, 2, 3 … A write with an older one is refused (fencing). Of each case, since one row of numbers for the whole house would tell a company how many leases all others began.';

create function cases.keep_queue() returns trigger
    language plpgsql
as $$
begin
    raise exception 'Key, domain and company of queue % stay: clocks and histories go by them. Make another queue, and end this one', old.key
        using errcode = 'restrict_violation', schema = 'cases', table = 'queue';
end
$$;
comment on function cases.keep_queue() is 'Trigger: what events mean by the key of a queue stays true.';
create trigger tr_queue_stays
    before update on cases.queue
    for each row when ((old.key, old.domain, old.vendor_id) is distinct from (new.key, new.domain, new.vendor_id))
    execute function cases.keep_queue();

create table cases.unsettled_case (
    case_id uuid constraint pk_unsettled_case primary key
        constraint fk_unsettled_case_case_id references cases.moderation_case,
    category text,
    is_cancelled boolean not null,
    created_at timestamptz not null default now()
);
comment on table cases.unsettled_case is
    'Cases with so many reports that not all were told what came of them when the case was decided or cancelled: the servers go on with that. Nearly always empty.';
comment on column cases.unsettled_case.case_id is 'The case.';
comment on column cases.unsettled_case.category is 'Of the violation, as its statement of reasons has it; null: there was none.';
comment on column cases.unsettled_case.is_cancelled is 'Whether the case ended without being looked at.';
comment on column cases.unsettled_case.created_at is 'When the row was written here; not when the thing happened.';
call platform.guard('cases.unsettled_case', 'select, insert, update, delete', null, null);

insert into platform.life_cycle_transition (machine, from_state, event, to_state, scope, guard)
values ('CASE', 'PENDING_APPROVAL', 'APPROVAL_OVERDUE', 'PENDING_APPROVAL', null, 'Nobody has looked at the decision in the time that there was');

-- Checked for what is written from now on; V074 looks at what is there.
alter table cases.case_event
    drop constraint ck_case_event_kind,
    add constraint ck_case_event_kind check (kind in (
        'RECEIVED', 'REPORT_ADDED', 'QUEUED', 'REROUTED', 'CLAIMED', 'RELEASED', 'LEASE_EXPIRED', 'HANDED_OVER', 'HELD', 'RESUMED',
        'ESCALATED', 'RULED', 'PROPOSED', 'APPROVAL_OVERDUE', 'APPROVED', 'REFUSED', 'DECIDED', 'CLOSED', 'REOPENED',
        'MERGED', 'CANCELLED', 'SEVERITY_CHANGED', 'NOTICE_SENT')) not valid;
comment on column cases.case_event.kind is
    'What happened. REROUTED: put into another queue; HANDED_OVER: given to another reviewer; PROPOSED: decided, but needs approval; APPROVAL_OVERDUE: nobody approved or refused it in time; REFUSED: approval denied; RULED: an escalation was answered.';

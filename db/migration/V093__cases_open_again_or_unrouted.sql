set local lock_timeout = '5s';

-- What is in force and has not been told is owed while the case is open again, too.
insert into platform.life_cycle_transition (machine, from_state, event, to_state, scope, guard)
select 'CASE', s.state, 'NOTICE_SENT', s.state, 'CASES_WORK', 'It was decided before, and reasons for what is in force are owed'
from unnest(array['QUEUED', 'IN_REVIEW', 'ON_HOLD', 'ESCALATED', 'PENDING_APPROVAL']) s (state);

-- What no rule took is put into a queue by a lead.
update platform.life_cycle_transition
set scope = 'CASES_LEAD', guard = 'A routing rule, a queue of its domain, or else a lead takes it into a queue'
where machine = 'CASE' and from_state = 'RECEIVED' and event = 'QUEUED';

-- Whoever held a case knows it, and gets it first.
alter table cases.moderation_case
    add column returned_to_id uuid,
    -- Looked at by a later migration, without keeping writers out.
    add constraint fk_moderation_case_returned_to_id foreign key (returned_to_id) references vendors.reviewer not valid;
comment on column cases.moderation_case.returned_to_id is
    'Who had it on hold before it came back to its queue, and gets it first when she claims next; others take it in its turn. Null: nobody.';

-- A wrong decision is undone before its case is closed, too.
insert into platform.life_cycle_transition (machine, from_state, event, to_state, scope, guard)
values ('CASE', 'DECIDED', 'REOPENED', 'QUEUED', 'CASES_LEAD', null);

set local lock_timeout = '5s';

alter table cases.queue add column certified boolean not null default false;
comment on column cases.queue.certified is
    'True: whoever works it needs, beside the skill, a certification in its domain that is in force.';

update platform.life_cycle_transition t
set guard = g.guard
from (values
    ('CLAIMED', 'Skill, language, company and, where the queue asks for one, certification of the reviewer fit, and she had no part in an earlier decision of it'),
    ('HANDED_OVER', 'The reviewer holds its lease; skill, language, company and, where the queue asks for one, certification of the other one fit')) g (event, guard)
where t.machine = 'CASE' and t.event = g.event;

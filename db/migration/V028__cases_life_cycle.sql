set local lock_timeout = '5s';

insert into platform.life_cycle_transition (machine, from_state, event, to_state, scope, guard)
values
    ('CASE', 'RECEIVED', 'QUEUED', 'QUEUED', null, 'A routing rule, or else a queue of its domain, takes it'),
    ('CASE', 'RECEIVED', 'MERGED', 'MERGED', 'CASES_LEAD', 'The other case is open and about the same subject'),
    ('CASE', 'QUEUED', 'MERGED', 'MERGED', 'CASES_LEAD', 'The other case is open and about the same subject'),
    ('CASE', 'RECEIVED', 'DECIDED', 'DECIDED', null, 'An automation rule that is live decides it'),
    ('CASE', 'QUEUED', 'DECIDED', 'DECIDED', null, 'An automation rule that is live decides it'),
    ('CASE', 'QUEUED', 'REROUTED', 'QUEUED', 'CASES_LEAD', 'The other queue is active'),
    ('CASE', 'QUEUED', 'CLAIMED', 'IN_REVIEW', 'CASES_WORK', 'Skill, language and company of the reviewer fit, and she had no part in an earlier decision of it'),
    ('CASE', 'IN_REVIEW', 'RELEASED', 'QUEUED', 'CASES_WORK', 'The reviewer holds its lease, or a lead takes it away'),
    ('CASE', 'IN_REVIEW', 'LEASE_EXPIRED', 'QUEUED', null, 'Its lease has run out'),
    ('CASE', 'IN_REVIEW', 'HANDED_OVER', 'IN_REVIEW', 'CASES_WORK', 'The reviewer holds its lease; skill, language and company of the other one fit'),
    ('CASE', 'IN_REVIEW', 'HELD', 'ON_HOLD', 'CASES_WORK', 'The reviewer holds its lease'),
    ('CASE', 'ON_HOLD', 'RESUMED', 'QUEUED', 'CASES_WORK', null),
    ('CASE', 'IN_REVIEW', 'ESCALATED', 'ESCALATED', 'CASES_WORK', 'The reviewer holds its lease'),
    ('CASE', 'ESCALATED', 'RULED', 'QUEUED', null, 'Its escalation is ruled'),
    ('CASE', 'ESCALATED', 'RULED', 'DECIDED', null, 'Its escalation is ruled'),
    ('CASE', 'IN_REVIEW', 'DECIDED', 'DECIDED', 'CASES_WORK', 'The reviewer holds its lease, and no measure needs approval'),
    ('CASE', 'IN_REVIEW', 'PROPOSED', 'PENDING_APPROVAL', 'CASES_WORK', 'The reviewer holds its lease, and a measure needs approval'),
    ('CASE', 'PENDING_APPROVAL', 'APPROVED', 'DECIDED', 'CASES_LEAD', 'Whoever approves has not decided'),
    ('CASE', 'PENDING_APPROVAL', 'REFUSED', 'IN_REVIEW', 'CASES_LEAD', 'Whoever refuses has not decided'),
    ('CASE', 'DECIDED', 'CLOSED', 'CLOSED', 'CASES_WORK', 'Its measures have taken effect, and notices that are owed are sent'),
    ('CASE', 'CLOSED', 'REOPENED', 'QUEUED', 'CASES_LEAD', null),
    ('CASE', 'RECEIVED', 'CANCELLED', 'CANCELLED', 'CASES_LEAD', null),
    ('CASE', 'QUEUED', 'CANCELLED', 'CANCELLED', 'CASES_LEAD', null),
    ('CASE', 'ON_HOLD', 'CANCELLED', 'CANCELLED', 'CASES_LEAD', null),
    ('CASE', 'DECIDED', 'NOTICE_SENT', 'DECIDED', null, null),
    ('CASE', 'CLOSED', 'NOTICE_SENT', 'CLOSED', null, null);

insert into platform.life_cycle_transition (machine, from_state, event, to_state, scope, guard)
select 'CASE', s.state, e.event, s.state, e.scope, null
from unnest(array['RECEIVED', 'QUEUED', 'IN_REVIEW', 'ON_HOLD', 'ESCALATED', 'PENDING_APPROVAL']) s (state),
    (values ('REPORT_ADDED', 'CASES_REPORT'), ('SEVERITY_CHANGED', 'CASES_LEAD')) e (event, scope);

insert into events.stream (stream) values ('CASE');

-- Checked for what is written from now on; the next migration looks at what is there without keeping writers out.
alter table cases.case_event
    drop constraint ck_case_event_kind,
    add constraint ck_case_event_kind check (kind in (
        'RECEIVED', 'REPORT_ADDED', 'QUEUED', 'REROUTED', 'CLAIMED', 'RELEASED', 'LEASE_EXPIRED', 'HANDED_OVER', 'HELD', 'RESUMED',
        'ESCALATED', 'RULED', 'PROPOSED', 'APPROVED', 'REFUSED', 'DECIDED', 'CLOSED', 'REOPENED',
        'MERGED', 'CANCELLED', 'SEVERITY_CHANGED', 'NOTICE_SENT')) not valid;
comment on column cases.case_event.kind is
    'What happened. REROUTED: put into another queue; HANDED_OVER: given to another reviewer; PROPOSED: decided, but needs approval; REFUSED: approval denied; RULED: an escalation was answered.';

alter table cases.lease
    drop constraint ck_lease_ended_by,
    add constraint ck_lease_ended_by check (ended_by in (
        'DECIDED', 'RELEASED', 'HELD', 'ESCALATED', 'EXPIRED', 'REVOKED', 'HANDED_OVER')) not valid;
comment on column cases.lease.active_seconds is
    'Seconds of attention, idle stretches over 120 s trimmed: each heartbeat adds the time since the one before, 120 s at most. Null: none yet.';

alter table cases.moderation_case
    add column intake_key text;
comment on column cases.moderation_case.intake_key is
    'What further reports of the same are recognised by: subject and alleged category. Null: not opened by a report, or reopened.';

alter table cases.case_report
    add column outcome text
        constraint ck_case_report_outcome check (outcome in ('UPHELD', 'OTHER_VIOLATION', 'NOT_UPHELD', 'NOT_EXAMINED'));
comment on column cases.case_report.outcome is
    'What came of this report when its case was decided: what it alleged was found; another violation was; none was; or it was not looked at (the case was cancelled). Null: not decided, or decided before outcomes were kept.';

create trigger tr_moderation_case_life_cycle
    before update of state on cases.moderation_case
    for each row when (old.state is distinct from new.state)
    execute function platform.keep_life_cycle('CASE');
create trigger tr_case_event_life_cycle
    after insert on cases.case_event referencing new table as added
    for each statement execute function platform.keep_transitions('CASE');
create trigger tr_case_event_published
    after insert on cases.case_event referencing new table as added
    for each statement execute function events.publish('CASE');

call audit.watch('cases.moderation_case', 'Case');
call audit.watch('cases.case_report', 'CaseReport', secret => '{text}');

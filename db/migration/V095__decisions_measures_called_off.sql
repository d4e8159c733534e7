set local lock_timeout = '5s';

-- What has not taken effect can always be called off. Checked for what is written from now on; the next migration looks at what is there
-- without keeping writers out.
alter table decisions.enforcement_action
    drop constraint ck_enforcement_action_reversible,
    add constraint ck_enforcement_action_reversible check (state <> 'REVERSED' or reversible or effective_at >= reversed_at) not valid;
comment on constraint ck_enforcement_action_reversible on decisions.enforcement_action is
    'What cannot be undone is called off before it takes effect, or not at all.';
comment on column decisions.enforcement_action.effective_at is
    'When it takes or took effect, or was to: where reversed_at is not later, it never did. Null: not yet set. Imported: 00:00 UTC of the application date.';
comment on column decisions.enforcement_action.reversible is 'Whether it can be undone once it has taken effect.';
comment on column decisions.enforcement_action.reversed_at is 'When it was undone or called off.';

-- A measure that is undone by itself is news of its case; nobody else's version of the case holds after it.
insert into platform.life_cycle_transition (machine, from_state, event, to_state, scope, guard)
select 'CASE', s.state, 'ACTION_REVERSED', s.state, null, 'A measure of a decision of it is undone or called off'
from unnest(array[
    'QUEUED', 'IN_REVIEW', 'ON_HOLD', 'ESCALATED', 'PENDING_APPROVAL', 'DECIDED', 'CLOSED', 'MERGED', 'CANCELLED']) s (state);

alter table cases.case_event
    drop constraint ck_case_event_kind,
    add constraint ck_case_event_kind check (kind in (
        'RECEIVED', 'REPORT_ADDED', 'QUEUED', 'REROUTED', 'CLAIMED', 'RELEASED', 'LEASE_EXPIRED', 'HANDED_OVER', 'HELD', 'RESUMED',
        'ESCALATED', 'RULED', 'PROPOSED', 'APPROVAL_OVERDUE', 'APPROVED', 'REFUSED', 'DECIDED', 'CLOSED', 'REOPENED',
        'MERGED', 'CANCELLED', 'SEVERITY_CHANGED', 'NOTICE_SENT', 'ACTION_REVERSED')) not valid;
comment on column cases.case_event.kind is
    'What happened. REROUTED: put into another queue; HANDED_OVER: given to another reviewer; PROPOSED: decided, but needs approval; APPROVAL_OVERDUE: nobody approved or refused it in time; REFUSED: approval denied; RULED: an escalation was answered; ACTION_REVERSED: a measure of a decision was undone or called off, and nothing else.';

create schema appeals;
comment on schema appeals is
    'Objections to decisions: windows and levels per market, their handling, and disputes before outside bodies.';

create table appeals.appeal_policy (
    id uuid default uuidv7() constraint pk_appeal_policy primary key,
    market text not null constraint fk_appeal_policy_market references platform.market,
    window_days int not null,
    max_level int not null,
    decision_days int not null,
    effective_on date not null,
    ends_on date,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint ex_appeal_policy_market_period exclude using gist (
        market with =, daterange(effective_on, ends_on) with &&),
    constraint ck_appeal_policy_numbers_range check (
        window_days > 0 and max_level between 1 and 3 and decision_days > 0),
    constraint ck_appeal_policy_ends_on_order check (ends_on > effective_on)
);
comment on table appeals.appeal_policy is
    'Until when and how often may be appealed in a market: data, since law and agreements change.';
comment on column appeals.appeal_policy.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column appeals.appeal_policy.market is 'The market.';
comment on column appeals.appeal_policy.window_days is
    'Calendar days from the decision within which an appeal is in time; EU law asks for at least six months (DSA Art. 20(1)).';
comment on column appeals.appeal_policy.max_level is
    'How many times a decision may be appealed, one level after the other.';
comment on column appeals.appeal_policy.decision_days is 'Calendar days within which an appeal is to be decided.';
comment on column appeals.appeal_policy.effective_on is 'First day in force, UTC.';
comment on column appeals.appeal_policy.ends_on is 'First day no longer in force; null: open.';
comment on column appeals.appeal_policy.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column appeals.appeal_policy.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint ex_appeal_policy_market_period on appeals.appeal_policy is 'One policy per market and day.';

create table appeals.appeal (
    id uuid default uuidv7() constraint pk_appeal primary key,
    decision_id uuid not null,
    case_id uuid not null,
    level int not null,
    appellant_kind text not null
        constraint ck_appeal_appellant_kind check (appellant_kind in (
            'SELLER', 'CREATOR', 'NOTIFIER', 'RIGHTS_OWNER')),
    statement text not null,
    language text,
    state text not null default 'FILED'
        constraint ck_appeal_state check (state in (
            'FILED', 'INADMISSIBLE', 'ADMITTED', 'IN_REVIEW', 'AWAITING_EVIDENCE', 'ESCALATED', 'DECIDED',
            'EXTERNAL_DISPUTE', 'CLOSED', 'WITHDRAWN')),
    filed_at timestamptz not null,
    window_ends_at timestamptz not null,
    due_at timestamptz not null default 'infinity',
    inadmissible_reason text
        constraint ck_appeal_inadmissible_reason check (inadmissible_reason in (
            'LATE', 'NOT_APPEALABLE', 'DUPLICATE', 'NO_STANDING')),
    reviewer_id uuid constraint fk_appeal_reviewer_id references vendors.reviewer,
    outcome text
        constraint ck_appeal_outcome check (outcome in (
            'UPHELD', 'OVERTURNED', 'PARTIALLY_OVERTURNED', 'MODIFIED')),
    overturn_cause text
        constraint ck_appeal_overturn_cause check (overturn_cause in (
            'FALSE_POSITIVE', 'WRONG_POLICY', 'DISPROPORTIONATE_ACTION', 'SOP_GAP', 'OUTDATED_SOP',
            'MODEL_ERROR', 'TECHNICAL', 'NEW_EVIDENCE', 'GOODWILL')),
    resulting_decision_id uuid,
    market text constraint fk_appeal_market references platform.market,
    site_id uuid,
    vendor_id uuid,
    decided_at timestamptz,
    closed_at timestamptz,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint uk_appeal_id_decision_id unique (id, decision_id),
    constraint uk_appeal_id_case_id unique (id, case_id),
    constraint fk_appeal_decision_id_case_id foreign key (decision_id, case_id)
        references decisions.decision (id, case_id),
    constraint fk_appeal_resulting_decision_id_case_id foreign key (resulting_decision_id, case_id)
        references decisions.decision (id, case_id),
    constraint fk_appeal_site_id_vendor_id foreign key (site_id, vendor_id)
        references vendors.vendor_site (id, vendor_id),
    constraint ck_appeal_level_range check (level between 1 and 3),
    constraint ck_appeal_language_format check (language ~ '^[a-z]{2,3}$'),
    constraint ck_appeal_window check (filed_at <= window_ends_at or state in ('FILED', 'INADMISSIBLE', 'WITHDRAWN')),
    constraint ck_appeal_inadmissible check ((state = 'INADMISSIBLE') = (inadmissible_reason is not null)),
    constraint ck_appeal_reviewer_id_needed check (
        reviewer_id is not null or state in ('FILED', 'INADMISSIBLE', 'ADMITTED', 'WITHDRAWN')),
    constraint ck_appeal_decided check (
        case when state in ('DECIDED', 'EXTERNAL_DISPUTE', 'CLOSED') then num_nulls(outcome, decided_at) = 0
             else num_nonnulls(outcome, decided_at) = 0 end),
    constraint ck_appeal_overturn_cause_needed check (
        (outcome is not null and outcome <> 'UPHELD') = (overturn_cause is not null)),
    constraint ck_appeal_resulting_decision_id_needed check (
        (outcome is not null and outcome <> 'UPHELD') = (resulting_decision_id is not null)),
    constraint ck_appeal_closed check ((state in ('CLOSED', 'WITHDRAWN', 'INADMISSIBLE')) = (closed_at is not null)),
    constraint ck_appeal_site_id_with_vendor_id check ((site_id is null) = (vendor_id is null)),
    constraint ck_appeal_times_order check (
        decided_at >= filed_at and closed_at >= filed_at and closed_at >= decided_at)
);
comment on table appeals.appeal is 'An objection to a decision, at one level.';
comment on column appeals.appeal.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column appeals.appeal.decision_id is 'The contested decision.';
comment on column appeals.appeal.case_id is 'Its case.';
comment on column appeals.appeal.level is '1 the first appeal, 2 an appeal against the result of the first, and so on.';
comment on column appeals.appeal.appellant_kind is 'Who objects; NOTIFIER whoever had reported the matter.';
comment on column appeals.appeal.statement is 'The appellant''s words.';
comment on column appeals.appeal.language is 'ISO 639-1 code of the statement; null: not known.';
comment on column appeals.appeal.state is
    'EXTERNAL_DISPUTE: decided, then brought before an outside body; WITHDRAWN by the appellant.';
comment on column appeals.appeal.filed_at is 'When it came in.';
comment on column appeals.appeal.window_ends_at is 'Until when it was in time, by the policy then in force.';
comment on column appeals.appeal.due_at is 'When it is to be decided; infinity: no clock runs.';
comment on column appeals.appeal.inadmissible_reason is 'Why it was not looked into.';
comment on column appeals.appeal.reviewer_id is
    'Who handles it: nobody who decided, approved or audited in this case before (checked by triggers).';
comment on column appeals.appeal.outcome is 'UPHELD: the decision stands.';
comment on column appeals.appeal.overturn_cause is
    'Why the decision did not stand. NEW_EVIDENCE and GOODWILL are not held against the decider.';
comment on column appeals.appeal.resulting_decision_id is
    'The decision that replaces the contested one; null: upheld, or not decided.';
comment on column appeals.appeal.market is 'The case''s market; null: imported.';
comment on column appeals.appeal.site_id is 'The site whose decision is contested; null: in-house or a rule.';
comment on column appeals.appeal.vendor_id is 'Its company; scoped callers filter by it.';
comment on column appeals.appeal.decided_at is 'When it was decided on the merits.';
comment on column appeals.appeal.closed_at is 'When all was done, or it was withdrawn or found inadmissible.';
comment on column appeals.appeal.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column appeals.appeal.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint uk_appeal_id_decision_id on appeals.appeal is 'Target of the contested measures'' key.';
comment on constraint uk_appeal_id_case_id on appeals.appeal is 'Target of an escalation''s key.';
comment on constraint fk_appeal_resulting_decision_id_case_id on appeals.appeal is
    'The result is a decision of the same case.';
comment on constraint fk_appeal_site_id_vendor_id on appeals.appeal is
    'The vendor is the site''s. Not walked from the site, so without an index.';
comment on constraint ck_appeal_window on appeals.appeal is 'What came late is not admitted.';
comment on constraint ck_appeal_reviewer_id_needed on appeals.appeal is 'A person handles and decides it.';
comment on constraint ck_appeal_decided on appeals.appeal is 'An outcome from DECIDED on, not before.';
comment on constraint ck_appeal_overturn_cause_needed on appeals.appeal is 'Why, unless upheld.';
comment on constraint ck_appeal_resulting_decision_id_needed on appeals.appeal is
    'Whatever does not stand is replaced.';
create unique index uk_appeal_decision_id_level_appellant_kind
    on appeals.appeal (decision_id, level, appellant_kind)
    where state not in ('INADMISSIBLE', 'WITHDRAWN');
comment on index appeals.uk_appeal_decision_id_level_appellant_kind is
    'One live appeal of a party per decision and level.';
create index ix_appeal_decision_id_filed_at_id on appeals.appeal (decision_id, filed_at, id);
comment on index appeals.ix_appeal_decision_id_filed_at_id is 'Decision.appeals.';
create index ix_appeal_case_id_filed_at_id on appeals.appeal (case_id, filed_at, id);
comment on index appeals.ix_appeal_case_id_filed_at_id is 'Case.appeals.';
create index ix_appeal_state_due_at_id on appeals.appeal (state, due_at, id);
comment on index appeals.ix_appeal_state_due_at_id is 'The appeal desk: open appeals by deadline.';
create index ix_appeal_filed_at_id on appeals.appeal (filed_at, id);
comment on index appeals.ix_appeal_filed_at_id is 'All appeals in order of filing.';
create index ix_appeal_decided_at_id on appeals.appeal (decided_at, id) where decided_at is not null;
comment on index appeals.ix_appeal_decided_at_id is 'Overturn figures of a period.';
create index ix_appeal_reviewer_id_filed_at_id
    on appeals.appeal (reviewer_id, filed_at, id)
    where reviewer_id is not null;
comment on index appeals.ix_appeal_reviewer_id_filed_at_id is 'Reviewer.appeals.';
create index ix_appeal_vendor_id_filed_at_id on appeals.appeal (vendor_id, filed_at, id) where vendor_id is not null;
comment on index appeals.ix_appeal_vendor_id_filed_at_id is 'Appeals against a vendor''s decisions.';
create index ix_appeal_resulting_decision_id
    on appeals.appeal (resulting_decision_id)
    where resulting_decision_id is not null;
comment on index appeals.ix_appeal_resulting_decision_id is 'Decision.fromAppeal; small.';

create table appeals.appeal_action (
    appeal_id uuid not null,
    enforcement_action_id uuid not null,
    decision_id uuid not null,
    outcome text
        constraint ck_appeal_action_outcome check (outcome in (
            'UPHELD', 'OVERTURNED', 'MODIFIED')),
    created_at timestamptz not null default now(),
    constraint pk_appeal_action primary key (appeal_id, enforcement_action_id),
    constraint fk_appeal_action_appeal_id_decision_id foreign key (appeal_id, decision_id)
        references appeals.appeal (id, decision_id),
    constraint fk_appeal_action_enforcement_action_id_decision_id foreign key (enforcement_action_id, decision_id)
        references decisions.enforcement_action (id, decision_id)
);
comment on table appeals.appeal_action is
    'A measure that an appeal contests, and what became of it. An appeal without rows contests the decision as a whole.';
comment on column appeals.appeal_action.appeal_id is 'The appeal.';
comment on column appeals.appeal_action.enforcement_action_id is 'The measure.';
comment on column appeals.appeal_action.decision_id is 'The contested decision, to which both belong.';
comment on column appeals.appeal_action.outcome is 'Of this measure; null: not decided.';
comment on column appeals.appeal_action.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint fk_appeal_action_enforcement_action_id_decision_id on appeals.appeal_action is
    'Only measures of the contested decision.';
create index ix_appeal_action_enforcement_action_id_appeal_id
    on appeals.appeal_action (enforcement_action_id, appeal_id);
comment on index appeals.ix_appeal_action_enforcement_action_id_appeal_id is 'EnforcementAction.appeals.';

create table appeals.external_dispute (
    id uuid default uuidv7() constraint pk_external_dispute primary key,
    appeal_id uuid not null constraint fk_external_dispute_appeal_id references appeals.appeal,
    body text not null,
    referred_at timestamptz not null,
    due_at timestamptz not null,
    extended boolean not null default false,
    outcome text
        constraint ck_external_dispute_outcome check (outcome in (
            'UPHELD', 'OVERTURNED', 'PARTIALLY_OVERTURNED', 'SETTLED', 'OMITTED')),
    decided_at timestamptz,
    implemented_at timestamptz,
    fees numeric(12,2),
    currency text,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint uk_external_dispute_appeal_id unique (appeal_id),
    constraint ck_external_dispute_due_at_limit check (
        due_at <= referred_at + make_interval(hours => case when extended then 180 * 24 else 90 * 24 end)),
    constraint ck_external_dispute_decided check ((outcome is null) = (decided_at is null)),
    constraint ck_external_dispute_fees_with_currency check ((fees is null) = (currency is null))
);
comment on table appeals.external_dispute is
    'A decided appeal brought before an out-of-court dispute settlement body (DSA Art. 21).';
comment on column appeals.external_dispute.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column appeals.external_dispute.appeal_id is 'The appeal.';
comment on column appeals.external_dispute.body is 'Name of the certified body.';
comment on column appeals.external_dispute.referred_at is 'When we were told.';
comment on column appeals.external_dispute.due_at is 'When it is to end: 90 days on, or 180 if extended.';
comment on column appeals.external_dispute.extended is 'Whether the one extension was taken.';
comment on column appeals.external_dispute.outcome is 'OMITTED: ended without a decision; null: open.';
comment on column appeals.external_dispute.decided_at is 'When it ended.';
comment on column appeals.external_dispute.implemented_at is
    'When we did what it asked; null: not (yet), nothing to do.';
comment on column appeals.external_dispute.fees is 'What it cost us; null: not known.';
comment on column appeals.external_dispute.currency is 'ISO 4217 of the fees.';
comment on column appeals.external_dispute.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column appeals.external_dispute.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint uk_external_dispute_appeal_id on appeals.external_dispute is
    'One dispute per appeal; Appeal.externalDispute.';
comment on constraint ck_external_dispute_due_at_limit on appeals.external_dispute is '90 days, or 180 once extended.';

create function appeals.check_appeal_reviewer() returns trigger
    language plpgsql
as $$
begin
    if exists (select from decisions.decision d
               where d.case_id = new.case_id
                 and d.id is distinct from new.resulting_decision_id
                 and new.reviewer_id in (d.decider_id, d.approver_id))
        or exists (select from appeals.appeal a
                   where a.case_id = new.case_id and a.level < new.level and a.reviewer_id = new.reviewer_id) then
        raise exception 'reviewer % has had a say in this case before', new.reviewer_id
            using errcode = 'check_violation', constraint = 'ck_appeal_reviewer_id_independent',
                  schema = 'appeals', table = 'appeal', column = 'reviewer_id';
    end if;
    return new;
end
$$;
comment on function appeals.check_appeal_reviewer() is
    'Trigger: an appeal is handled by nobody who decided or approved a decision of its case, or heard an earlier appeal in it.';
create trigger tr_appeal_reviewer_independent
    before insert or update of reviewer_id, case_id, level, resulting_decision_id on appeals.appeal
    for each row when (new.reviewer_id is not null)
    execute function appeals.check_appeal_reviewer();

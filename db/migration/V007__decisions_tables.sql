create schema decisions;
comment on schema decisions is
    'What was decided, under which rules and on which evidence, and the measures that follow.';

create table decisions.decision (
    id uuid default uuidv7() constraint pk_decision primary key,
    case_id uuid not null constraint fk_decision_case_id references cases.moderation_case,
    level text not null
        constraint ck_decision_level check (level in ('FIRST', 'APPEAL', 'QA', 'ESCALATION')),
    outcome text not null
        constraint ck_decision_outcome check (outcome in (
            'NO_VIOLATION', 'VIOLATION', 'INSUFFICIENT_INFORMATION', 'OUT_OF_SCOPE')),
    ground text
        constraint ck_decision_ground check (ground in (
            'ILLEGAL_CONTENT', 'INCOMPATIBLE_CONTENT')),
    statement_category text
        constraint ck_decision_statement_category check (statement_category in (
            'ANIMAL_WELFARE', 'CONSUMER_INFORMATION', 'CYBER_VIOLENCE', 'CYBER_VIOLENCE_AGAINST_WOMEN',
            'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS', 'ILLEGAL_OR_HARMFUL_SPEECH',
            'INTELLECTUAL_PROPERTY_INFRINGEMENTS', 'NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS',
            'NOT_SPECIFIED_NOTICE', 'OTHER_VIOLATION_TC', 'PROTECTION_OF_MINORS',
            'RISK_FOR_PUBLIC_SECURITY', 'SCAMS_AND_FRAUD', 'SELF_HARM', 'UNSAFE_AND_PROHIBITED_PRODUCTS',
            'VIOLENCE')),
    legacy_category text,
    policy_clause_id uuid,
    sop_version_id uuid constraint fk_decision_sop_version_id references sops.sop_version,
    snapshot_id uuid,
    sop_path text[],
    decider_id uuid constraint fk_decision_decider_id references vendors.reviewer,
    rule_key text,
    rule_version int,
    model_version text,
    source_platform text,
    site_id uuid,
    vendor_id uuid,
    shift text,
    market text constraint fk_decision_market references platform.market,
    rationale text,
    active_seconds int,
    automated_detection boolean not null,
    automated_decision text not null
        constraint ck_decision_automated_decision check (automated_decision in (
            'FULLY_AUTOMATED', 'PARTIALLY_AUTOMATED', 'NOT_AUTOMATED')),
    approval text not null default 'NOT_REQUIRED'
        constraint ck_decision_approval check (approval in (
            'NOT_REQUIRED', 'PENDING', 'APPROVED', 'REFUSED')),
    approver_id uuid constraint fk_decision_approver_id references vendors.reviewer,
    approved_at timestamptz,
    supersedes_id uuid,
    decided_at timestamptz not null,
    created_at timestamptz not null default now(),
    constraint uk_decision_id_case_id unique (id, case_id),
    constraint fk_decision_snapshot_id_case_id foreign key (snapshot_id, case_id)
        references cases.subject_snapshot (id, case_id),
    constraint fk_decision_supersedes_id_case_id foreign key (supersedes_id, case_id)
        references decisions.decision (id, case_id),
    constraint fk_decision_site_id_vendor_id foreign key (site_id, vendor_id)
        references vendors.vendor_site (id, vendor_id),
    constraint fk_decision_site_id_shift foreign key (site_id, shift) references vendors.site_shift (site_id, name),
    constraint ck_decision_decided_by check (num_nonnulls(decider_id, rule_key, source_platform) = 1),
    constraint ck_decision_pins check (
        source_platform is not null or num_nulls(sop_version_id, snapshot_id, policy_clause_id, market) = 0),
    constraint ck_decision_violation_named check (
        case when outcome = 'VIOLATION' then num_nulls(ground, statement_category) = 0
             else num_nonnulls(ground, statement_category) = 0 end),
    constraint ck_decision_rule_version_with_rule_key check ((rule_key is null) = (rule_version is null)),
    constraint ck_decision_automation_true check (
        source_platform is not null or (automated_decision = 'FULLY_AUTOMATED') = (rule_key is not null)),
    constraint ck_decision_person_facts check (
        case when decider_id is null then num_nonnulls(site_id, active_seconds) = 0
             else num_nulls(rationale, active_seconds) = 0 end),
    constraint ck_decision_site_id_with_vendor_id check ((site_id is null) = (vendor_id is null)),
    constraint ck_decision_shift_with_site_id check (shift is null or site_id is not null),
    constraint ck_decision_legacy_category_imported check (legacy_category is null or source_platform is not null),
    constraint ck_decision_approval_known check (
        (approval in ('APPROVED', 'REFUSED')) = (approver_id is not null) and (approver_id is null) = (approved_at is null)),
    constraint ck_decision_approver_id_other check (approver_id <> decider_id),
    constraint ck_decision_approved_at_order check (approved_at >= decided_at),
    constraint ck_decision_active_seconds_range check (active_seconds >= 0),
    constraint ck_decision_supersedes_id_other check (supersedes_id <> id),
    constraint ck_decision_level_supersedes check (
        (level not in ('APPEAL', 'QA') or supersedes_id is not null) and (level <> 'APPEAL' or rule_key is null))
);
comment on table decisions.decision is
    'One decision of a case, with the context it was taken in. Its facts never change; a later decision supersedes it.';
comment on column decisions.decision.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column decisions.decision.case_id is 'The case.';
comment on column decisions.decision.level is
    'FIRST in the normal course, a review after reopening too; APPEAL and QA replace an earlier decision; ESCALATION by a ruling.';
comment on column decisions.decision.outcome is 'What was found.';
comment on column decisions.decision.ground is 'Law or our terms (DSA Art. 17(3)(d), (e)); null: no violation.';
comment on column decisions.decision.statement_category is
    'DSA category (schema v2) of the violation, old codes mapped; null: no violation.';
comment on column decisions.decision.legacy_category is
    'The category code as it stood, where an imported statement used one of schema v1 that was renamed or removed.';
comment on column decisions.decision.policy_clause_id is
    'The principal clause applied or, without a violation, examined; one of its decision_clause rows.';
comment on column decisions.decision.sop_version_id is 'The version of the procedure that was followed.';
comment on column decisions.decision.snapshot_id is 'The evidence: a snapshot of this case.';
comment on column decisions.decision.sop_path is 'Keys of the steps gone through, in order; null: not recorded.';
comment on column decisions.decision.decider_id is 'The person who decided.';
comment on column decisions.decision.rule_key is 'The rule that decided, where no person did.';
comment on column decisions.decision.rule_version is 'Its revision.';
comment on column decisions.decision.model_version is 'The model whose score was used; null: none.';
comment on column decisions.decision.source_platform is
    'The platform that decided, for an imported statement; null: ours.';
comment on column decisions.decision.site_id is
    'The decider''s site when she decided; null: in-house, rule or imported.';
comment on column decisions.decision.vendor_id is
    'The site''s company then; figures and scoped callers use it. Null: in-house, rule or imported.';
comment on column decisions.decision.shift is
    'The site''s shift in which it was decided; null: outside shifts or no site.';
comment on column decisions.decision.market is 'The case''s market then; null: imported.';
comment on column decisions.decision.rationale is
    'Why, in the decider''s words; null: a rule or an imported statement.';
comment on column decisions.decision.active_seconds is
    'The decider''s attention to the case, idle stretches over 120 s trimmed; null: no person.';
comment on column decisions.decision.automated_detection is 'Whether the matter was found by automated means (DSA).';
comment on column decisions.decision.automated_decision is
    'Whether it was decided by automated means (DSA): without a person, by both, without a machine.';
comment on column decisions.decision.approval is
    'Second pair of eyes. PENDING and REFUSED decisions have no effect and enter no figure.';
comment on column decisions.decision.approver_id is 'Who approved or refused: another person.';
comment on column decisions.decision.approved_at is 'When.';
comment on column decisions.decision.supersedes_id is 'The earlier decision of this case that it replaces.';
comment on column decisions.decision.decided_at is 'When it was taken.';
comment on column decisions.decision.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint uk_decision_id_case_id on decisions.decision is
    'Target of the composite keys that keep successors and appeals within the case.';
comment on constraint fk_decision_snapshot_id_case_id on decisions.decision is
    'The evidence belongs to the case. Not walked from the snapshot, so without an index.';
comment on constraint fk_decision_supersedes_id_case_id on decisions.decision is
    'Only a decision of the same case is replaced.';
comment on constraint fk_decision_site_id_vendor_id on decisions.decision is
    'The vendor is the site''s. A site''s decisions are read through its vendor''s or its reviewers'', so without an index.';
comment on constraint fk_decision_site_id_shift on decisions.decision is
    'The shift is the site''s. Not walked, so without an index.';
comment on constraint ck_decision_decided_by on decisions.decision is
    'Exactly one of a person, a rule and another platform decided.';
comment on constraint ck_decision_pins on decisions.decision is
    'Our own decisions name the version, the evidence and the clause they rest on.';
comment on constraint ck_decision_violation_named on decisions.decision is
    'A violation has a ground and a category, anything else has none.';
comment on constraint ck_decision_automation_true on decisions.decision is 'Fully automated is what no person decided.';
comment on constraint ck_decision_person_facts on decisions.decision is
    'A person gives a reason and takes time; a rule has no site.';
comment on constraint ck_decision_approver_id_other on decisions.decision is 'Four eyes are two people.';
comment on constraint ck_decision_level_supersedes on decisions.decision is
    'Appeal and audit replace something, and no rule decides an appeal alone (DSA Art. 20(6)).';
create unique index uk_decision_supersedes_id on decisions.decision (supersedes_id) where supersedes_id is not null;
comment on index decisions.uk_decision_supersedes_id is 'A decision is replaced once; Decision.supersededBy.';
create index ix_decision_case_id_decided_at_id on decisions.decision (case_id, decided_at, id);
comment on index decisions.ix_decision_case_id_decided_at_id is 'Case.decisions.';
create index ix_decision_decided_at_id on decisions.decision (decided_at, id);
comment on index decisions.ix_decision_decided_at_id is 'All decisions in order; cohorts of figures.';
create index ix_decision_decider_id_decided_at_id
    on decisions.decision (decider_id, decided_at, id)
    where decider_id is not null;
comment on index decisions.ix_decision_decider_id_decided_at_id is 'Reviewer.decisions.';
create index ix_decision_vendor_id_decided_at_id
    on decisions.decision (vendor_id, decided_at, id)
    where vendor_id is not null;
comment on index decisions.ix_decision_vendor_id_decided_at_id is 'Vendor.decisions and figures by vendor and week.';
create index ix_decision_sop_version_id_decided_at_id
    on decisions.decision (sop_version_id, decided_at, id)
    where sop_version_id is not null;
comment on index decisions.ix_decision_sop_version_id_decided_at_id is 'SopVersion.decisions.';
create index ix_decision_source_platform_statement_category_decided_at_id
    on decisions.decision (source_platform, statement_category, decided_at, id)
    where source_platform is not null;
comment on index decisions.ix_decision_source_platform_statement_category_decided_at_id is
    'Imported decisions by platform and category.';
create index ix_decision_approver_id_decided_at_id
    on decisions.decision (approver_id, decided_at, id)
    where approver_id is not null;
comment on index decisions.ix_decision_approver_id_decided_at_id is 'Reviewer.approvals; small.';

create table decisions.decision_clause (
    decision_id uuid not null constraint fk_decision_clause_decision_id references decisions.decision,
    policy_clause_id uuid not null constraint fk_decision_clause_policy_clause_id references policies.policy_clause,
    created_at timestamptz not null default now(),
    constraint pk_decision_clause primary key (decision_id, policy_clause_id)
);
comment on table decisions.decision_clause is 'The clauses that a decision applied, in the revision then in force.';
comment on column decisions.decision_clause.decision_id is 'The decision.';
comment on column decisions.decision_clause.policy_clause_id is 'The clause.';
comment on column decisions.decision_clause.created_at is 'When the row was written here; not when the thing happened.';
create index ix_decision_clause_policy_clause_id_decision_id
    on decisions.decision_clause (policy_clause_id, decision_id);
comment on index decisions.ix_decision_clause_policy_clause_id_decision_id is 'PolicyClause.decisions.';

alter table decisions.decision
    add constraint fk_decision_id_policy_clause_id foreign key (id, policy_clause_id)
        references decisions.decision_clause (decision_id, policy_clause_id) deferrable initially deferred;
comment on constraint fk_decision_id_policy_clause_id on decisions.decision is
    'The principal clause is one of the decision''s clauses, so an own decision has at least one. Checked at commit: the two rows are written together.';

create table decisions.enforcement_action (
    id uuid default uuidv7() constraint pk_enforcement_action primary key,
    decision_id uuid not null constraint fk_enforcement_action_decision_id references decisions.decision,
    kind text not null
        constraint ck_enforcement_action_kind check (kind in (
            'WARNING', 'LISTING_REMOVAL', 'LISTING_FREEZE', 'VISIBILITY_REDUCTION', 'FEATURE_RESTRICTION',
            'CAMPAIGN_RESTRICTION', 'SETTLEMENT_DEFERRAL', 'WITHDRAWAL_SUSPENSION', 'BALANCE_DEDUCTION',
            'HEALTH_POINTS', 'SHOP_SUSPENSION', 'SHOP_TERMINATION', 'CREATOR_SUSPENSION',
            'CREATOR_TERMINATION', 'CONTENT_REMOVAL', 'CONTENT_DISABLING', 'AGE_RESTRICTION',
            'INTERACTION_RESTRICTION', 'CONTENT_LABEL', 'OTHER_VISIBILITY_RESTRICTION',
            'PAYMENT_SUSPENSION', 'PAYMENT_TERMINATION', 'OTHER_MONETARY_RESTRICTION',
            'SERVICE_PARTIAL_SUSPENSION', 'SERVICE_TOTAL_SUSPENSION', 'SERVICE_PARTIAL_TERMINATION',
            'SERVICE_TOTAL_TERMINATION', 'ACCOUNT_SUSPENSION', 'ACCOUNT_TERMINATION')),
    dsa_restriction text generated always as (
        case kind
            when 'WARNING' then 'NONE'
            when 'HEALTH_POINTS' then 'NONE'
            when 'LISTING_REMOVAL' then 'VISIBILITY_REMOVED'
            when 'CONTENT_REMOVAL' then 'VISIBILITY_REMOVED'
            when 'LISTING_FREEZE' then 'VISIBILITY_DISABLED'
            when 'CONTENT_DISABLING' then 'VISIBILITY_DISABLED'
            when 'VISIBILITY_REDUCTION' then 'VISIBILITY_DEMOTED'
            when 'AGE_RESTRICTION' then 'VISIBILITY_AGE_RESTRICTED'
            when 'INTERACTION_RESTRICTION' then 'VISIBILITY_INTERACTION_RESTRICTED'
            when 'CONTENT_LABEL' then 'VISIBILITY_LABELLED'
            when 'OTHER_VISIBILITY_RESTRICTION' then 'VISIBILITY_OTHER'
            when 'SETTLEMENT_DEFERRAL' then 'MONETARY_SUSPENSION'
            when 'WITHDRAWAL_SUSPENSION' then 'MONETARY_SUSPENSION'
            when 'PAYMENT_SUSPENSION' then 'MONETARY_SUSPENSION'
            when 'PAYMENT_TERMINATION' then 'MONETARY_TERMINATION'
            when 'BALANCE_DEDUCTION' then 'MONETARY_OTHER'
            when 'OTHER_MONETARY_RESTRICTION' then 'MONETARY_OTHER'
            when 'FEATURE_RESTRICTION' then 'PROVISION_PARTIAL_SUSPENSION'
            when 'CAMPAIGN_RESTRICTION' then 'PROVISION_PARTIAL_SUSPENSION'
            when 'SERVICE_PARTIAL_SUSPENSION' then 'PROVISION_PARTIAL_SUSPENSION'
            when 'SERVICE_TOTAL_SUSPENSION' then 'PROVISION_TOTAL_SUSPENSION'
            when 'SERVICE_PARTIAL_TERMINATION' then 'PROVISION_PARTIAL_TERMINATION'
            when 'SERVICE_TOTAL_TERMINATION' then 'PROVISION_TOTAL_TERMINATION'
            when 'SHOP_SUSPENSION' then 'ACCOUNT_SUSPENDED'
            when 'CREATOR_SUSPENSION' then 'ACCOUNT_SUSPENDED'
            when 'ACCOUNT_SUSPENSION' then 'ACCOUNT_SUSPENDED'
            when 'SHOP_TERMINATION' then 'ACCOUNT_TERMINATED'
            when 'CREATOR_TERMINATION' then 'ACCOUNT_TERMINATED'
            when 'ACCOUNT_TERMINATION' then 'ACCOUNT_TERMINATED'
        end) stored not null
        constraint ck_enforcement_action_dsa_restriction check (dsa_restriction in (
            'NONE', 'VISIBILITY_REMOVED', 'VISIBILITY_DISABLED', 'VISIBILITY_DEMOTED',
            'VISIBILITY_AGE_RESTRICTED', 'VISIBILITY_INTERACTION_RESTRICTED', 'VISIBILITY_LABELLED',
            'VISIBILITY_OTHER', 'MONETARY_SUSPENSION', 'MONETARY_TERMINATION', 'MONETARY_OTHER',
            'PROVISION_PARTIAL_SUSPENSION', 'PROVISION_TOTAL_SUSPENSION', 'PROVISION_PARTIAL_TERMINATION',
            'PROVISION_TOTAL_TERMINATION', 'ACCOUNT_SUSPENDED', 'ACCOUNT_TERMINATED')),
    state text not null default 'PLANNED'
        constraint ck_enforcement_action_state check (state in (
            'PLANNED', 'PENDING_APPROVAL', 'NOTICE', 'ACTIVE', 'EXPIRED', 'REVERSED', 'FAILED')),
    effective_at timestamptz,
    ends_at timestamptz,
    territorial_scope text[],
    restriction text,
    points int,
    amount numeric(14,2),
    currency text,
    reversible boolean not null default true,
    reversed_at timestamptz,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint uk_enforcement_action_id_decision_id unique (id, decision_id),
    constraint ck_enforcement_action_effective_at_needed check (
        effective_at is not null or state in ('PLANNED', 'PENDING_APPROVAL', 'FAILED')),
    constraint ck_enforcement_action_reversed check ((state = 'REVERSED') = (reversed_at is not null)),
    constraint ck_enforcement_action_reversible check (state <> 'REVERSED' or reversible),
    constraint ck_enforcement_action_ends_at_order check (ends_at >= effective_at or state = 'EXPIRED'),
    constraint ck_enforcement_action_restriction_named check (
        restriction is not null or kind not in ('OTHER_VISIBILITY_RESTRICTION', 'OTHER_MONETARY_RESTRICTION')),
    constraint ck_enforcement_action_points check (
        case when kind = 'HEALTH_POINTS' then points is not null and points > 0 else points is null end),
    constraint ck_enforcement_action_amount check (
        case when kind = 'BALANCE_DEDUCTION' then num_nulls(amount, currency) = 0 and amount > 0 else num_nonnulls(amount, currency) = 0 end),
    constraint ck_enforcement_action_territorial_scope_some check (cardinality(territorial_scope) > 0)
);
comment on table decisions.enforcement_action is 'A measure that follows from a decision.';
comment on column decisions.enforcement_action.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column decisions.enforcement_action.decision_id is 'The decision.';
comment on column decisions.enforcement_action.kind is
    'The measure in the platform''s words. From CONTENT_REMOVAL on: measures on content, and those that statements of other platforms report without saying more.';
comment on column decisions.enforcement_action.dsa_restriction is
    'The one DSA restriction that the kind is reported as (Art. 17(3)(a)); NONE is not reported. Follows from kind, never written.';
comment on column decisions.enforcement_action.state is
    'NOTICE announced, takes effect at effective_at; EXPIRED reached its end; REVERSED undone by an appeal or a correction; FAILED could not be carried out.';
comment on column decisions.enforcement_action.effective_at is
    'When it takes or took effect; null: not yet set. Imported: 00:00 UTC of the application date.';
comment on column decisions.enforcement_action.ends_at is
    'When it ends; null: no end set. Imported: 00:00 UTC of the end date.';
comment on column decisions.enforcement_action.territorial_scope is
    'ISO 3166-1 alpha-2 codes where it applies, sorted; null: wherever the platform serves, or not told.';
comment on column decisions.enforcement_action.restriction is
    'Which restriction, for the two OTHER kinds and as an addition to any.';
comment on column decisions.enforcement_action.points is 'Health points taken; HEALTH_POINTS only.';
comment on column decisions.enforcement_action.amount is 'Money taken; BALANCE_DEDUCTION only.';
comment on column decisions.enforcement_action.currency is 'ISO 4217 of the amount.';
comment on column decisions.enforcement_action.reversible is 'Whether it can be undone.';
comment on column decisions.enforcement_action.reversed_at is 'When it was undone.';
comment on column decisions.enforcement_action.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column decisions.enforcement_action.created_at is
    'When the row was written here; not when the thing happened.';
comment on constraint uk_enforcement_action_id_decision_id on decisions.enforcement_action is
    'Target of the keys that hold contested measures to the contested decision.';
comment on constraint ck_enforcement_action_ends_at_order on decisions.enforcement_action is
    'Published statements do hold ends before their begin; such a measure is over and nothing else.';
create index ix_enforcement_action_decision_id_id on decisions.enforcement_action (decision_id, id);
comment on index decisions.ix_enforcement_action_decision_id_id is 'Decision.actions.';
create index ix_enforcement_action_ends_at
    on decisions.enforcement_action (ends_at)
    where state = 'ACTIVE' and ends_at is not null;
comment on index decisions.ix_enforcement_action_ends_at is 'Measures to end; small.';

create function decisions.keep_decision() returns trigger
    language plpgsql
as $$
begin
    if tg_op = 'UPDATE' and old.approval = 'PENDING'
        and to_jsonb(new) - '{approval,approver_id,approved_at}'::text[] = to_jsonb(old) - '{approval,approver_id,approved_at}'::text[] then
        return new;
    end if;
    raise exception 'decision % stays as it was taken; write a decision that supersedes it', old.id
        using errcode = 'restrict_violation', schema = 'decisions', table = 'decision';
end
$$;
comment on function decisions.keep_decision() is
    'Trigger: a decision is never changed, but that a pending approval is given or refused once.';
create trigger tr_decision_keep
    before update or delete on decisions.decision
    for each row execute function decisions.keep_decision();
create trigger tr_decision_clause_append_only
    before update or delete or truncate on decisions.decision_clause
    for each statement execute function platform.refuse_change();

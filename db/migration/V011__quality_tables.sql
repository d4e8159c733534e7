create schema quality;
comment on schema quality is
    'Second looks: which decisions are sampled, what auditors found, and what is held against whom.';

create table quality.qa_plan (
    id uuid default uuidv7() constraint pk_qa_plan primary key,
    key text not null constraint uk_qa_plan_key unique,
    name text not null,
    domain text
        constraint ck_qa_plan_domain check (domain in (
            'CONTENT_CREATOR', 'PRODUCT_LISTING', 'SELLER', 'IPR')),
    market text constraint fk_qa_plan_market references platform.market,
    vendor_id uuid constraint fk_qa_plan_vendor_id references vendors.vendor,
    target_margin numeric(5,4) not null,
    pass_score int not null default 85,
    dispute_days int not null default 5,
    seed bigint not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint ck_qa_plan_target_margin_range check (target_margin > 0 and target_margin < 1),
    constraint ck_qa_plan_pass_score_range check (pass_score between 0 and 100),
    constraint ck_qa_plan_dispute_days_range check (dispute_days between 0 and 30),
    constraint ck_qa_plan_ends_at_order check (ends_at > starts_at)
);
comment on table quality.qa_plan is 'Which decisions of a period are audited, and with which chance.';
comment on column quality.qa_plan.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column quality.qa_plan.key is 'Short name, kebab-case, never reused.';
comment on column quality.qa_plan.name is 'English name.';
comment on column quality.qa_plan.domain is 'Decisions of this domain; null: all.';
comment on column quality.qa_plan.market is 'Of this market; null: all.';
comment on column quality.qa_plan.vendor_id is 'Of this vendor; null: all, in-house too.';
comment on column quality.qa_plan.target_margin is
    'Half width of the 95 % interval of accuracy that the size was planned for, share 0 to 1.';
comment on column quality.qa_plan.pass_score is
    'A review passes from this score on, if it holds no critical error; 0 to 100.';
comment on column quality.qa_plan.dispute_days is
    'Business days in which an audit may be disputed; silence accepts it.';
comment on column quality.qa_plan.seed is 'Of the random draw, so that it can be repeated.';
comment on column quality.qa_plan.starts_at is 'Decisions from here on …';
comment on column quality.qa_plan.ends_at is '… to here, not included.';
comment on column quality.qa_plan.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column quality.qa_plan.created_at is 'When the row was written here; not when the thing happened.';
create index ix_qa_plan_vendor_id_id on quality.qa_plan (vendor_id, id) where vendor_id is not null;
comment on index quality.ix_qa_plan_vendor_id_id is 'Vendor.qaPlans.';

create table quality.qa_sample (
    id uuid default uuidv7() constraint pk_qa_sample primary key,
    qa_plan_id uuid not null constraint fk_qa_sample_qa_plan_id references quality.qa_plan,
    decision_id uuid not null constraint fk_qa_sample_decision_id references decisions.decision,
    stratum text not null,
    inclusion_prob double precision not null,
    sampled_at timestamptz not null,
    created_at timestamptz not null default now(),
    constraint uk_qa_sample_decision_id_qa_plan_id unique (decision_id, qa_plan_id),
    constraint uk_qa_sample_id_decision_id unique (id, decision_id),
    constraint ck_qa_sample_inclusion_prob_range check (inclusion_prob > 0 and inclusion_prob <= 1)
);
comment on table quality.qa_sample is 'A decision drawn for audit.';
comment on column quality.qa_sample.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column quality.qa_sample.qa_plan_id is 'The plan that drew it.';
comment on column quality.qa_sample.decision_id is 'The decision.';
comment on column quality.qa_sample.stratum is
    'The part of the population it was drawn from, in the plan''s words; NO_VIOLATION decisions have their own.';
comment on column quality.qa_sample.inclusion_prob is
    'Chance with which it was drawn, above 0 to 1; its reciprocal is the weight of every weighted figure.';
comment on column quality.qa_sample.sampled_at is 'When it was drawn.';
comment on column quality.qa_sample.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint uk_qa_sample_decision_id_qa_plan_id on quality.qa_sample is
    'Drawn once per plan; Decision.qaSamples.';
comment on constraint uk_qa_sample_id_decision_id on quality.qa_sample is
    'Target of the key that keeps a review''s decision true.';
create index ix_qa_sample_qa_plan_id_id on quality.qa_sample (qa_plan_id, id);
comment on index quality.ix_qa_sample_qa_plan_id_id is 'QaPlan.samples.';

create table quality.qa_review (
    id uuid default uuidv7() constraint pk_qa_review primary key,
    qa_sample_id uuid not null,
    decision_id uuid not null,
    auditor_id uuid constraint fk_qa_review_auditor_id references vendors.reviewer,
    arbiter_id uuid constraint fk_qa_review_arbiter_id references vendors.reviewer,
    state text not null default 'SAMPLED'
        constraint ck_qa_review_state check (state in (
            'SAMPLED', 'ASSIGNED', 'IN_AUDIT', 'SUBMITTED', 'ACCEPTED', 'DISPUTED', 'ARBITRATION', 'FINAL',
            'EXPIRED', 'VOID')),
    blind boolean not null default true,
    audited_outcome text
        constraint ck_qa_review_audited_outcome check (audited_outcome in (
            'NO_VIOLATION', 'VIOLATION', 'INSUFFICIENT_INFORMATION', 'OUT_OF_SCOPE')),
    verdict text
        constraint ck_qa_review_verdict check (verdict in ('CORRECT', 'INCORRECT')),
    score int,
    disputed boolean not null default false,
    void_reason text,
    market text constraint fk_qa_review_market references platform.market,
    site_id uuid,
    vendor_id uuid,
    assigned_at timestamptz,
    audited_at timestamptz,
    final_at timestamptz,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint fk_qa_review_qa_sample_id_decision_id foreign key (qa_sample_id, decision_id)
        references quality.qa_sample (id, decision_id),
    constraint fk_qa_review_site_id_vendor_id foreign key (site_id, vendor_id)
        references vendors.vendor_site (id, vendor_id),
    constraint ck_qa_review_auditor_id_needed check (
        case when state = 'SAMPLED' then auditor_id is null
             else auditor_id is not null or state in ('EXPIRED', 'VOID') end),
    constraint ck_qa_review_assigned_at_with_auditor_id check ((auditor_id is null) = (assigned_at is null)),
    constraint ck_qa_review_audited check (
        case when state in ('SUBMITTED', 'ACCEPTED', 'DISPUTED', 'ARBITRATION', 'FINAL')
             then num_nulls(audited_outcome, verdict, score, audited_at) = 0
             else state = 'VOID' or num_nonnulls(audited_outcome, verdict, score, audited_at) = 0 end),
    constraint ck_qa_review_final check ((state in ('ACCEPTED', 'FINAL')) = (final_at is not null)),
    constraint ck_qa_review_disputed check (
        case when state in ('DISPUTED', 'ARBITRATION', 'FINAL') then disputed else not disputed or state = 'VOID' end),
    constraint ck_qa_review_arbiter_id_needed check (state <> 'FINAL' or arbiter_id is not null),
    constraint ck_qa_review_arbiter_id_other check (arbiter_id <> auditor_id),
    constraint ck_qa_review_void check ((state = 'VOID') = (void_reason is not null)),
    constraint ck_qa_review_score_range check (score between 0 and 100),
    constraint ck_qa_review_site_id_with_vendor_id check ((site_id is null) = (vendor_id is null)),
    constraint ck_qa_review_times_order check (audited_at >= assigned_at and final_at >= audited_at)
);
comment on table quality.qa_review is 'The audit of a sampled decision.';
comment on column quality.qa_review.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column quality.qa_review.qa_sample_id is 'The sample.';
comment on column quality.qa_review.decision_id is 'Its decision.';
comment on column quality.qa_review.auditor_id is
    'Who audits: not the decider (checked by trigger); null: not assigned.';
comment on column quality.qa_review.arbiter_id is 'Who settled a dispute: not the auditor.';
comment on column quality.qa_review.state is
    'EXPIRED: not audited by the plan''s end, still counts in coverage; VOID: the sample was invalid. Only ACCEPTED and FINAL enter accuracy.';
comment on column quality.qa_review.blind is 'Whether the first decision was hidden until SUBMITTED.';
comment on column quality.qa_review.audited_outcome is 'What the auditor found.';
comment on column quality.qa_review.verdict is 'Of the decision as a whole; after a dispute the arbiter''s.';
comment on column quality.qa_review.score is 'Scorecard, 0 to 100.';
comment on column quality.qa_review.disputed is 'Whether it was ever disputed.';
comment on column quality.qa_review.void_reason is 'Why the sample was invalid.';
comment on column quality.qa_review.market is 'The decision''s.';
comment on column quality.qa_review.site_id is 'The decision''s.';
comment on column quality.qa_review.vendor_id is 'The decision''s; scoped callers filter by it.';
comment on column quality.qa_review.assigned_at is 'When it got its auditor.';
comment on column quality.qa_review.audited_at is 'When it was submitted.';
comment on column quality.qa_review.final_at is 'When it was accepted or arbitrated: it then enters the figures.';
comment on column quality.qa_review.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column quality.qa_review.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint fk_qa_review_qa_sample_id_decision_id on quality.qa_review is 'The decision is the sample''s.';
comment on constraint fk_qa_review_site_id_vendor_id on quality.qa_review is
    'The vendor is the site''s. Not walked from the site, so without an index.';
comment on constraint ck_qa_review_audited on quality.qa_review is
    'From SUBMITTED on all results are there, before none.';
comment on constraint ck_qa_review_disputed on quality.qa_review is 'FINAL is what was arbitrated.';
comment on constraint ck_qa_review_arbiter_id_other on quality.qa_review is
    'Nobody settles a dispute about her own audit.';
create unique index uk_qa_review_qa_sample_id on quality.qa_review (qa_sample_id) where state <> 'VOID';
comment on index quality.uk_qa_review_qa_sample_id is 'One valid audit per sample.';
create index ix_qa_review_qa_sample_id_id on quality.qa_review (qa_sample_id, id);
comment on index quality.ix_qa_review_qa_sample_id_id is 'QaSample.reviews, void ones too.';
create index ix_qa_review_decision_id_id on quality.qa_review (decision_id, id);
comment on index quality.ix_qa_review_decision_id_id is 'Decision.qaReviews.';
create index ix_qa_review_auditor_id_id on quality.qa_review (auditor_id, id) where auditor_id is not null;
comment on index quality.ix_qa_review_auditor_id_id is 'Reviewer.audits.';
create index ix_qa_review_arbiter_id_id on quality.qa_review (arbiter_id, id) where arbiter_id is not null;
comment on index quality.ix_qa_review_arbiter_id_id is 'Reviewer.arbitrations; small.';
create index ix_qa_review_state_id on quality.qa_review (state, id);
comment on index quality.ix_qa_review_state_id is 'The audit desk''s lists.';
create index ix_qa_review_vendor_id_id on quality.qa_review (vendor_id, id) where vendor_id is not null;
comment on index quality.ix_qa_review_vendor_id_id is 'Audits of a vendor''s decisions.';
create index ix_qa_review_final_at_id on quality.qa_review (final_at, id) where final_at is not null;
comment on index quality.ix_qa_review_final_at_id is 'Figures of a period.';

create table quality.qa_finding (
    id uuid default uuidv7() constraint pk_qa_finding primary key,
    qa_review_id uuid not null constraint fk_qa_finding_qa_review_id references quality.qa_review,
    error_class text not null
        constraint ck_qa_finding_error_class check (error_class in (
            'FALSE_POSITIVE', 'FALSE_NEGATIVE', 'WRONG_SELECTION', 'TECHNICAL')),
    severity text not null
        constraint ck_qa_finding_severity check (severity in ('CRITICAL', 'MAJOR', 'MINOR')),
    sop_step_id uuid constraint fk_qa_finding_sop_step_id references sops.sop_step,
    comment text not null,
    created_at timestamptz not null default now()
);
comment on table quality.qa_finding is 'One error that an audit found.';
comment on column quality.qa_finding.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column quality.qa_finding.qa_review_id is 'The audit.';
comment on column quality.qa_finding.error_class is
    'FALSE_POSITIVE: acted without a violation; FALSE_NEGATIVE: missed one; WRONG_SELECTION: right, but under a wrong clause or with a wrong measure; TECHNICAL: the tool''s fault.';
comment on column quality.qa_finding.severity is 'Weighs 1, 0.5 and 0.1 in the weighted error.';
comment on column quality.qa_finding.sop_step_id is 'The step where it went wrong; null: none named.';
comment on column quality.qa_finding.comment is 'What the decider should learn from it.';
comment on column quality.qa_finding.created_at is 'When the row was written here; not when the thing happened.';
create index ix_qa_finding_qa_review_id_id on quality.qa_finding (qa_review_id, id);
comment on index quality.ix_qa_finding_qa_review_id_id is 'QaReview.findings.';
create index ix_qa_finding_sop_step_id_id on quality.qa_finding (sop_step_id, id) where sop_step_id is not null;
comment on index quality.ix_qa_finding_sop_step_id_id is 'SopStep.findings.';

create function quality.check_auditor() returns trigger
    language plpgsql
as $$
begin
    if exists (select from decisions.decision d
               where d.id = new.decision_id
                 and (new.auditor_id in (d.decider_id, d.approver_id) or new.arbiter_id in (d.decider_id, d.approver_id)))
        or exists (select from decisions.decision d join appeals.appeal a on a.case_id = d.case_id
                   where d.id = new.decision_id and a.closed_at is null
                     and a.reviewer_id in (new.auditor_id, new.arbiter_id)) then
        raise exception 'decision % is audited by somebody who had a say in its case', new.decision_id
            using errcode = 'check_violation', constraint = 'ck_qa_review_auditor_id_independent',
                  schema = 'quality', table = 'qa_review', column = 'auditor_id';
    end if;
    return new;
end
$$;
comment on function quality.check_auditor() is
    'Trigger: nobody audits or arbitrates a decision that she took or approved, or whose case she is just hearing an appeal in.';
create trigger tr_qa_review_auditor_independent
    before insert or update of auditor_id, arbiter_id, decision_id on quality.qa_review
    for each row when (new.auditor_id is not null or new.arbiter_id is not null)
    execute function quality.check_auditor();

create function quality.check_appeal_reviewer() returns trigger
    language plpgsql
as $$
begin
    if exists (select from decisions.decision d join quality.qa_review r on r.decision_id = d.id
               where d.case_id = new.case_id and new.reviewer_id in (r.auditor_id, r.arbiter_id)) then
        raise exception 'reviewer % has audited in this case', new.reviewer_id
            using errcode = 'check_violation', constraint = 'ck_appeal_reviewer_id_independent',
                  schema = 'appeals', table = 'appeal', column = 'reviewer_id';
    end if;
    return new;
end
$$;
comment on function quality.check_appeal_reviewer() is
    'Trigger: an appeal is handled by nobody who audited a decision of its case.';
create trigger tr_appeal_reviewer_not_auditor
    before insert or update of reviewer_id, case_id on appeals.appeal
    for each row when (new.reviewer_id is not null)
    execute function quality.check_appeal_reviewer();

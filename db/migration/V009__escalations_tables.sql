create schema escalations;
comment on schema escalations is
    'Questions that a reviewer cannot answer alone, and the rulings of moderation-on-call.';

create table escalations.escalation (
    id uuid default uuidv7() constraint pk_escalation primary key,
    case_id uuid not null constraint fk_escalation_case_id references cases.moderation_case,
    appeal_id uuid,
    type text not null
        constraint ck_escalation_type check (type in (
            'POLICY_QUESTION', 'SOP_GAP', 'HIGH_RISK', 'LEGAL', 'PUBLIC_RELATIONS', 'REGULATOR', 'TOOLING')),
    severity text not null
        constraint ck_escalation_severity check (severity in (
            'LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
    level text not null
        constraint ck_escalation_level check (level in ('L1', 'L2', 'L3', 'L4')),
    region text not null
        constraint ck_escalation_region check (region in ('JP', 'SEA', 'EU', 'UK', 'US')),
    asker_id uuid not null constraint fk_escalation_asker_id references vendors.reviewer,
    question text not null,
    policy_clause_id uuid constraint fk_escalation_policy_clause_id references policies.policy_clause,
    state text not null default 'OPEN'
        constraint ck_escalation_state check (state in (
            'OPEN', 'ACKNOWLEDGED', 'INVESTIGATING', 'WAITING', 'RULED', 'RCA_REQUIRED', 'RCA_ACCEPTED',
            'CLOSED', 'TRANSFERRED', 'REJECTED')),
    opened_at timestamptz not null,
    acknowledged_at timestamptz,
    due_at timestamptz not null,
    ruler_id uuid constraint fk_escalation_ruler_id references vendors.reviewer,
    ruled_at timestamptz,
    ruling text,
    closed_at timestamptz,
    reopen_count int not null default 0,
    csat int,
    market text constraint fk_escalation_market references platform.market,
    site_id uuid,
    vendor_id uuid,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint fk_escalation_appeal_id_case_id foreign key (appeal_id, case_id) references appeals.appeal (id, case_id),
    constraint fk_escalation_site_id_vendor_id foreign key (site_id, vendor_id)
        references vendors.vendor_site (id, vendor_id),
    constraint ck_escalation_ruled check (
        num_nulls(ruler_id, ruled_at, ruling) in (0, 3)
        and (ruled_at is not null or state not in ('RULED', 'RCA_REQUIRED', 'RCA_ACCEPTED', 'CLOSED'))),
    constraint ck_escalation_ruler_id_other check (ruler_id <> asker_id),
    constraint ck_escalation_closed check ((state in ('CLOSED', 'REJECTED')) = (closed_at is not null)),
    constraint ck_escalation_csat_range check (csat between 1 and 5),
    constraint ck_escalation_reopen_count_range check (reopen_count >= 0),
    constraint ck_escalation_site_id_with_vendor_id check ((site_id is null) = (vendor_id is null)),
    constraint ck_escalation_times_order check (
        acknowledged_at >= opened_at and due_at > opened_at and ruled_at >= opened_at and closed_at >= opened_at)
);
comment on table escalations.escalation is
    'A question about a case or an appeal, its way through the levels and its answer.';
comment on column escalations.escalation.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column escalations.escalation.case_id is 'The case.';
comment on column escalations.escalation.appeal_id is 'The appeal it arose from; null: from the case itself.';
comment on column escalations.escalation.type is 'What makes it one.';
comment on column escalations.escalation.severity is 'From HIGH on a root-cause analysis is due.';
comment on column escalations.escalation.level is
    'L1 team lead, L2 moderation-on-call, L3 policy and legal, L4 management.';
comment on column escalations.escalation.region is 'The rota that answers; values as of the markets.';
comment on column escalations.escalation.asker_id is 'Who asks.';
comment on column escalations.escalation.question is 'What is asked.';
comment on column escalations.escalation.policy_clause_id is 'The clause in doubt; null: none.';
comment on column escalations.escalation.state is
    'RCA: root-cause analysis. TRANSFERRED to another level or region; REJECTED: no escalation, back to the case. A reopened one is INVESTIGATING again.';
comment on column escalations.escalation.opened_at is 'When it was asked.';
comment on column escalations.escalation.acknowledged_at is 'When somebody first took it up.';
comment on column escalations.escalation.due_at is 'When a ruling is due.';
comment on column escalations.escalation.ruler_id is 'Who ruled: not the asker.';
comment on column escalations.escalation.ruled_at is 'When.';
comment on column escalations.escalation.ruling is 'The answer, to be used as a precedent.';
comment on column escalations.escalation.closed_at is
    'When the asker had been told and all was done, or it was rejected.';
comment on column escalations.escalation.reopen_count is 'How often it was reopened.';
comment on column escalations.escalation.csat is 'The asker''s rating of the answer, 1 to 5; null: not rated.';
comment on column escalations.escalation.market is 'The case''s market; null: imported.';
comment on column escalations.escalation.site_id is 'The asker''s site; null: in-house.';
comment on column escalations.escalation.vendor_id is 'Its company; scoped callers filter by it.';
comment on column escalations.escalation.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column escalations.escalation.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint fk_escalation_appeal_id_case_id on escalations.escalation is 'The appeal is one of the case.';
comment on constraint fk_escalation_site_id_vendor_id on escalations.escalation is
    'The vendor is the site''s. Not walked from the site, so without an index.';
comment on constraint ck_escalation_ruled on escalations.escalation is
    'A ruling has an author, a time and a text; nothing is closed without one.';
comment on constraint ck_escalation_ruler_id_other on escalations.escalation is 'Nobody answers her own question.';
create index ix_escalation_case_id_opened_at_id on escalations.escalation (case_id, opened_at, id);
comment on index escalations.ix_escalation_case_id_opened_at_id is 'Case.escalations.';
create index ix_escalation_appeal_id_opened_at_id
    on escalations.escalation (appeal_id, opened_at, id)
    where appeal_id is not null;
comment on index escalations.ix_escalation_appeal_id_opened_at_id is 'Appeal.escalations.';
create index ix_escalation_region_state_due_at_id on escalations.escalation (region, state, due_at, id);
comment on index escalations.ix_escalation_region_state_due_at_id is
    'The rota''s list by deadline; by state alone with a skip scan.';
create index ix_escalation_opened_at_id on escalations.escalation (opened_at, id);
comment on index escalations.ix_escalation_opened_at_id is 'All escalations in order.';
create index ix_escalation_asker_id_opened_at_id on escalations.escalation (asker_id, opened_at, id);
comment on index escalations.ix_escalation_asker_id_opened_at_id is 'Reviewer.escalations.';
create index ix_escalation_ruler_id_opened_at_id
    on escalations.escalation (ruler_id, opened_at, id)
    where ruler_id is not null;
comment on index escalations.ix_escalation_ruler_id_opened_at_id is 'Reviewer.rulings.';
create index ix_escalation_vendor_id_opened_at_id
    on escalations.escalation (vendor_id, opened_at, id)
    where vendor_id is not null;
comment on index escalations.ix_escalation_vendor_id_opened_at_id is 'A vendor''s escalations.';
create index ix_escalation_policy_clause_id_opened_at_id
    on escalations.escalation (policy_clause_id, opened_at, id)
    where policy_clause_id is not null;
comment on index escalations.ix_escalation_policy_clause_id_opened_at_id is
    'Precedents of a clause, and repeats within 30 days.';

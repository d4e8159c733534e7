create schema sops;
comment on schema sops is
    'How to decide: standard operating procedures, their versions and steps, and who has read what changed.';

create table sops.topic (
    id uuid default uuidv7() constraint pk_topic primary key,
    key text not null constraint uk_topic_key unique,
    name text not null,
    parent_id uuid constraint fk_topic_parent_id references sops.topic,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint ck_topic_parent_id_other check (parent_id <> id),
    constraint ck_topic_key_format check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
comment on table sops.topic is 'A node of the tree by which procedures are found.';
comment on column sops.topic.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column sops.topic.key is 'Short name, kebab-case, never reused.';
comment on column sops.topic.name is 'English name.';
comment on column sops.topic.parent_id is 'The wider topic; null: a root.';
comment on column sops.topic.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column sops.topic.created_at is 'When the row was written here; not when the thing happened.';
create index ix_topic_parent_id on sops.topic (parent_id) where parent_id is not null;
comment on index sops.ix_topic_parent_id is 'Topic.children.';

create table sops.sop (
    id uuid default uuidv7() constraint pk_sop primary key,
    key text not null constraint uk_sop_key unique,
    title text not null,
    topic_id uuid not null constraint fk_sop_topic_id references sops.topic,
    domain text not null
        constraint ck_sop_domain check (domain in (
            'CONTENT_CREATOR', 'PRODUCT_LISTING', 'SELLER', 'IPR')),
    owner_id uuid not null constraint fk_sop_owner_id references vendors.reviewer,
    steward_id uuid not null constraint fk_sop_steward_id references vendors.reviewer,
    review_every_days int not null,
    reviewed_on date,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint ck_sop_key_format check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    constraint ck_sop_review_every_days_range check (review_every_days between 1 and 1830)
);
comment on table sops.sop is 'A standard operating procedure: the lasting thing whose versions are followed.';
comment on column sops.sop.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column sops.sop.key is 'Short name, kebab-case, never reused.';
comment on column sops.sop.title is 'English working title; each version has its own in its language.';
comment on column sops.sop.topic_id is 'Where it is found.';
comment on column sops.sop.domain is 'The field of moderation.';
comment on column sops.sop.owner_id is 'Who answers for its content.';
comment on column sops.sop.steward_id is 'Who keeps its text; may be the owner.';
comment on column sops.sop.review_every_days is 'Longest time between two reviews, calendar days.';
comment on column sops.sop.reviewed_on is
    'Day of the last review, UTC; overdue when it is more than review_every_days ago; null: never reviewed since written.';
comment on column sops.sop.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column sops.sop.created_at is 'When the row was written here; not when the thing happened.';
create index ix_sop_topic_id_id on sops.sop (topic_id, id);
comment on index sops.ix_sop_topic_id_id is 'Topic.sops.';
create index ix_sop_owner_id_id on sops.sop (owner_id, id);
comment on index sops.ix_sop_owner_id_id is 'Reviewer.ownedSops.';
create index ix_sop_steward_id_id on sops.sop (steward_id, id);
comment on index sops.ix_sop_steward_id_id is 'Reviewer.stewardedSops.';

create table sops.sop_clause (
    sop_id uuid not null constraint fk_sop_clause_sop_id references sops.sop,
    policy_clause_id uuid not null constraint fk_sop_clause_policy_clause_id references policies.policy_clause,
    created_at timestamptz not null default now(),
    constraint pk_sop_clause primary key (sop_id, policy_clause_id)
);
comment on table sops.sop_clause is 'Which clauses a procedure puts into practice.';
comment on column sops.sop_clause.sop_id is 'The procedure.';
comment on column sops.sop_clause.policy_clause_id is 'The clause, in the revision that it was written for.';
comment on column sops.sop_clause.created_at is 'When the row was written here; not when the thing happened.';
create index ix_sop_clause_policy_clause_id_sop_id on sops.sop_clause (policy_clause_id, sop_id);
comment on index sops.ix_sop_clause_policy_clause_id_sop_id is 'PolicyClause.sops.';

create table sops.sop_version (
    id uuid default uuidv7() constraint pk_sop_version primary key,
    sop_id uuid not null constraint fk_sop_version_sop_id references sops.sop,
    locale text not null,
    market text constraint fk_sop_version_market references platform.market,
    semver text not null,
    status text not null default 'DRAFT'
        constraint ck_sop_version_status check (status in (
            'DRAFT', 'IN_REVIEW', 'CHANGES_REQUESTED', 'APPROVED', 'SCHEDULED', 'EFFECTIVE', 'SUPERSEDED',
            'ARCHIVED', 'WITHDRAWN')),
    title text not null,
    body text not null,
    change_note text,
    material_change boolean not null default true,
    source_version_id uuid constraint fk_sop_version_source_version_id references sops.sop_version,
    author_id uuid not null constraint fk_sop_version_author_id references vendors.reviewer,
    approver_id uuid constraint fk_sop_version_approver_id references vendors.reviewer,
    legal_approver_id uuid constraint fk_sop_version_legal_approver_id references vendors.reviewer,
    approved_at timestamptz,
    published_at timestamptz,
    search tsvector generated always as (platform.document_vector(title, body)) stored not null,
    effective_at timestamptz,
    ends_at timestamptz,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint uk_sop_version_sop_id_locale_market_semver unique nulls not distinct (sop_id, locale, market, semver),
    constraint ex_sop_version_effective_once exclude using gist (
        sop_id with =, locale with =, coalesce(market, '') with =, tstzrange(effective_at, ends_at) with &&)
        where (effective_at is not null),
    constraint ck_sop_version_locale_format check (locale ~ '^[a-z]{2}-[A-Z]{2}$'),
    constraint ck_sop_version_semver_format check (semver ~ '^[0-9]+[.][0-9]+[.][0-9]+$'),
    constraint ck_sop_version_source_version_id_other check (source_version_id <> id),
    constraint ck_sop_version_approver_id_other check (approver_id <> author_id and legal_approver_id <> author_id),
    constraint ck_sop_version_approved check (
        status in ('DRAFT', 'IN_REVIEW', 'CHANGES_REQUESTED') or num_nulls(approver_id, approved_at) = 0),
    constraint ck_sop_version_effective_at_needed check (
        case when status in ('SCHEDULED', 'EFFECTIVE', 'SUPERSEDED', 'ARCHIVED') then effective_at is not null
             when status = 'WITHDRAWN' then true
             else effective_at is null end),
    constraint ck_sop_version_ends_at_needed check (
        ends_at is not null or effective_at is null or status not in ('SUPERSEDED', 'ARCHIVED', 'WITHDRAWN')),
    constraint ck_sop_version_ends_at_order check (ends_at >= effective_at)
);
comment on table sops.sop_version is
    'One version of a procedure for a locale and a market. Decisions are pinned to it; from APPROVED on its content never changes.';
comment on column sops.sop_version.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column sops.sop_version.sop_id is 'The procedure.';
comment on column sops.sop_version.locale is 'BCP 47 language-REGION of the text.';
comment on column sops.sop_version.market is
    'The market that it is for; null: every market without a version of its own.';
comment on column sops.sop_version.semver is
    'major.minor.patch; the major number rises when decisions may come out otherwise.';
comment on column sops.sop_version.status is
    'SCHEDULED has its day and waits for it; SUPERSEDED by the next version; WITHDRAWN pulled in an emergency.';
comment on column sops.sop_version.title is 'Title in the version''s language.';
comment on column sops.sop_version.body is 'The whole procedure as text, in the version''s language; searched.';
comment on column sops.sop_version.change_note is 'What is different from the version before; null: the first one.';
comment on column sops.sop_version.material_change is
    'True: whoever was trained on the version before must learn again.';
comment on column sops.sop_version.source_version_id is
    'The version that this one is translated or adapted from; null: an original.';
comment on column sops.sop_version.author_id is 'Who wrote it.';
comment on column sops.sop_version.approver_id is 'Who approved it: another person.';
comment on column sops.sop_version.legal_approver_id is
    'Who approved it for the law (needed for IPR and regulated goods); null: not asked.';
comment on column sops.sop_version.approved_at is 'When it was approved.';
comment on column sops.sop_version.published_at is 'When it was first shown to its readers.';
comment on column sops.sop_version.search is 'What text search looks into; follows from title and body.';
comment on column sops.sop_version.effective_at is 'First instant in force; null: no day set.';
comment on column sops.sop_version.ends_at is
    'First instant no longer in force; null: open. A version withdrawn before its day has both equal.';
comment on column sops.sop_version.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column sops.sop_version.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint ex_sop_version_effective_once on sops.sop_version is
    'At any instant at most one version of a procedure is in force for a locale and market.';
comment on constraint ck_sop_version_approver_id_other on sops.sop_version is 'Nobody approves her own text.';
comment on constraint ck_sop_version_approved on sops.sop_version is
    'From APPROVED on it is known who approved and when.';
comment on constraint ck_sop_version_effective_at_needed on sops.sop_version is
    'A day is set by scheduling, not before.';
comment on constraint ck_sop_version_ends_at_needed on sops.sop_version is 'What is over has an end.';
create index ix_sop_version_search on sops.sop_version using gin (search);
comment on index sops.ix_sop_version_search is 'Text search of procedures.';
create index ix_sop_version_source_version_id
    on sops.sop_version (source_version_id)
    where source_version_id is not null;
comment on index sops.ix_sop_version_source_version_id is 'SopVersion.translations.';
create index ix_sop_version_author_id_id on sops.sop_version (author_id, id);
comment on index sops.ix_sop_version_author_id_id is 'Reviewer.authoredSopVersions.';

comment on constraint fk_sop_version_approver_id on sops.sop_version is
    'Not walked from the reviewer, so without an index.';
comment on constraint fk_sop_version_legal_approver_id on sops.sop_version is
    'Not walked from the reviewer, so without an index.';

create table sops.sop_step (
    id uuid default uuidv7() constraint pk_sop_step primary key,
    sop_version_id uuid not null constraint fk_sop_step_sop_version_id references sops.sop_version,
    key text not null,
    position int not null,
    kind text not null
        constraint ck_sop_step_kind check (kind in ('QUESTION', 'ACTION', 'ESCALATE')),
    prompt text not null,
    yes_step_key text,
    no_step_key text,
    next_step_key text,
    created_at timestamptz not null default now(),
    constraint uk_sop_step_sop_version_id_key unique (sop_version_id, key),
    constraint uk_sop_step_sop_version_id_position unique (sop_version_id, position),
    constraint fk_sop_step_sop_version_id_yes_step_key foreign key (sop_version_id, yes_step_key)
        references sops.sop_step (sop_version_id, key) deferrable initially deferred,
    constraint fk_sop_step_sop_version_id_no_step_key foreign key (sop_version_id, no_step_key)
        references sops.sop_step (sop_version_id, key) deferrable initially deferred,
    constraint fk_sop_step_sop_version_id_next_step_key foreign key (sop_version_id, next_step_key)
        references sops.sop_step (sop_version_id, key) deferrable initially deferred,
    constraint ck_sop_step_position_range check (position >= 1),
    constraint ck_sop_step_branches check (
        case kind when 'QUESTION' then num_nulls(yes_step_key, no_step_key) = 0 and next_step_key is null
                  when 'ACTION' then num_nonnulls(yes_step_key, no_step_key) = 0
                  else num_nonnulls(yes_step_key, no_step_key, next_step_key) = 0 end)
);
comment on table sops.sop_step is 'A step of a version, to be followed on the screen.';
comment on column sops.sop_step.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column sops.sop_step.sop_version_id is 'The version.';
comment on column sops.sop_step.key is 'Name within the version; a decision''s path lists these.';
comment on column sops.sop_step.position is 'Order in print, from 1.';
comment on column sops.sop_step.kind is
    'QUESTION is answered yes or no; ACTION is done; ESCALATE ends in a question to moderation-on-call.';
comment on column sops.sop_step.prompt is 'What the reviewer reads.';
comment on column sops.sop_step.yes_step_key is 'After yes, go here; only for questions.';
comment on column sops.sop_step.no_step_key is 'After no, go here; only for questions.';
comment on column sops.sop_step.next_step_key is 'After an action, go here; null: the procedure ends.';
comment on column sops.sop_step.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint ck_sop_step_branches on sops.sop_step is
    'A question has two ways on, an action at most one, an escalation none.';

create table sops.policy_update (
    id uuid default uuidv7() constraint pk_policy_update primary key,
    title text not null,
    body text not null,
    kind text not null
        constraint ck_policy_update_kind check (kind in (
            'NEW_POLICY', 'CLAUSE_CHANGE', 'SOP_CHANGE', 'CLARIFICATION', 'EMERGENCY')),
    severity text not null
        constraint ck_policy_update_severity check (severity in ('MINOR', 'MAJOR', 'CRITICAL')),
    audience text not null
        constraint ck_policy_update_audience check (audience in (
            'EVERYBODY', 'REVIEWERS', 'APPEAL_REVIEWERS', 'QA_AUDITORS', 'IN_HOUSE', 'VENDORS')),
    domain text
        constraint ck_policy_update_domain check (domain in (
            'CONTENT_CREATOR', 'PRODUCT_LISTING', 'SELLER', 'IPR')),
    market text constraint fk_policy_update_market references platform.market,
    status text not null default 'DRAFT'
        constraint ck_policy_update_status check (status in (
            'DRAFT', 'IN_REVIEW', 'APPROVED', 'ANNOUNCED', 'EFFECTIVE', 'CLOSED', 'RECALLED')),
    sop_version_id uuid constraint fk_policy_update_sop_version_id references sops.sop_version,
    policy_clause_id uuid constraint fk_policy_update_policy_clause_id references policies.policy_clause,
    author_id uuid not null constraint fk_policy_update_author_id references vendors.reviewer,
    announced_at timestamptz,
    effective_at timestamptz not null,
    ack_due_at timestamptz not null,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint ck_policy_update_announced_at_needed check (
        announced_at is not null or status in ('DRAFT', 'IN_REVIEW', 'APPROVED', 'RECALLED'))
);
comment on table sops.policy_update is
    'An announcement of what changes, with the date by which people must have read it.';
comment on column sops.policy_update.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column sops.policy_update.title is 'Headline.';
comment on column sops.policy_update.body is 'What changes and what to do.';
comment on column sops.policy_update.kind is 'What has changed.';
comment on column sops.policy_update.severity is
    'MINOR to be read; MAJOR with a quiz; CRITICAL with a quiz before further work.';
comment on column sops.policy_update.audience is 'Whom it is for; frozen as acknowledgements once announced.';
comment on column sops.policy_update.domain is 'Only people skilled in it; null: all domains.';
comment on column sops.policy_update.market is 'The market it concerns; null: all.';
comment on column sops.policy_update.status is 'RECALLED: taken back before or after its day.';
comment on column sops.policy_update.sop_version_id is 'The version announced; null: none.';
comment on column sops.policy_update.policy_clause_id is 'The clause announced; null: none.';
comment on column sops.policy_update.author_id is 'Who wrote it.';
comment on column sops.policy_update.announced_at is 'When the audience was told.';
comment on column sops.policy_update.effective_at is 'When the change is in force.';
comment on column sops.policy_update.ack_due_at is 'Until when it must have been read.';
comment on column sops.policy_update.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column sops.policy_update.created_at is 'When the row was written here; not when the thing happened.';
create index ix_policy_update_sop_version_id on sops.policy_update (sop_version_id) where sop_version_id is not null;
comment on index sops.ix_policy_update_sop_version_id is 'SopVersion.updates.';
create index ix_policy_update_policy_clause_id
    on sops.policy_update (policy_clause_id)
    where policy_clause_id is not null;
comment on index sops.ix_policy_update_policy_clause_id is 'PolicyClause.updates.';

comment on constraint fk_policy_update_author_id on sops.policy_update is
    'Not walked from the reviewer, so without an index.';

create table sops.acknowledgement (
    id uuid default uuidv7() constraint pk_acknowledgement primary key,
    policy_update_id uuid not null constraint fk_acknowledgement_policy_update_id references sops.policy_update,
    reviewer_id uuid not null constraint fk_acknowledgement_reviewer_id references vendors.reviewer,
    status text not null default 'PENDING'
        constraint ck_acknowledgement_status check (status in (
            'PENDING', 'READ', 'PASSED', 'EXEMPT')),
    due_at timestamptz not null,
    acknowledged_at timestamptz,
    quiz_score int,
    exempt_reason text,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint uk_acknowledgement_policy_update_id_reviewer_id unique (policy_update_id, reviewer_id),
    constraint ck_acknowledgement_quiz_score_range check (quiz_score between 0 and 100),
    constraint ck_acknowledgement_acknowledged_at_needed check (
        (status in ('READ', 'PASSED')) = (acknowledged_at is not null)),
    constraint ck_acknowledgement_exempt_reason_needed check ((status = 'EXEMPT') = (exempt_reason is not null))
);
comment on table sops.acknowledgement is 'That one person of an update''s audience has read it (or not yet).';
comment on column sops.acknowledgement.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column sops.acknowledgement.policy_update_id is 'The update.';
comment on column sops.acknowledgement.reviewer_id is 'The person.';
comment on column sops.acknowledgement.status is
    'READ without or before a quiz; PASSED with it. Overdue is not stored: PENDING after due_at.';
comment on column sops.acknowledgement.due_at is 'Her own due time: the update''s, or later if she joined later.';
comment on column sops.acknowledgement.acknowledged_at is 'When she confirmed.';
comment on column sops.acknowledgement.quiz_score is 'Percent of right answers, 0 to 100; null: no quiz taken.';
comment on column sops.acknowledgement.exempt_reason is 'Why she need not read it.';
comment on column sops.acknowledgement.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column sops.acknowledgement.created_at is 'When the row was written here; not when the thing happened.';
create index ix_acknowledgement_reviewer_id_id on sops.acknowledgement (reviewer_id, id);
comment on index sops.ix_acknowledgement_reviewer_id_id is 'Reviewer.acknowledgements.';

create function sops.keep_approved_version() returns trigger
    language plpgsql
as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'sop version % is approved and stays', old.id
            using errcode = 'restrict_violation', schema = 'sops', table = 'sop_version';
    end if;
    if (new.id, new.sop_id, new.locale, new.market, new.semver, new.title, new.body, new.change_note, new.material_change,
        new.source_version_id, new.author_id, new.approver_id, new.legal_approver_id, new.approved_at)
        is distinct from
       (old.id, old.sop_id, old.locale, old.market, old.semver, old.title, old.body, old.change_note, old.material_change,
        old.source_version_id, old.author_id, old.approver_id, old.legal_approver_id, old.approved_at)
        or new.status in ('DRAFT', 'IN_REVIEW', 'CHANGES_REQUESTED') then
        raise exception 'sop version % is approved: its content stays; write a new version', old.id
            using errcode = 'restrict_violation', schema = 'sops', table = 'sop_version';
    end if;
    return new;
end
$$;
comment on function sops.keep_approved_version() is
    'Trigger: from APPROVED on only the status and the time in force may change.';
create trigger tr_sop_version_keep_approved
    before update or delete on sops.sop_version
    for each row when (old.status not in ('DRAFT', 'IN_REVIEW', 'CHANGES_REQUESTED'))
    execute function sops.keep_approved_version();

create function sops.keep_approved_steps() returns trigger
    language plpgsql
as $$
declare
    changed uuid := case when tg_op = 'INSERT' then new.sop_version_id else old.sop_version_id end;
begin
    -- A version may be written together with its steps: what this very transaction has made is not yet published.
    if exists (select from sops.sop_version v
               where v.id = changed
                 and v.status not in ('DRAFT', 'IN_REVIEW', 'CHANGES_REQUESTED')
                 and not (tg_op = 'INSERT' and v.xmin = pg_current_xact_id()::xid)) then
        raise exception 'the steps of approved sop version % stay', changed
            using errcode = 'restrict_violation', schema = 'sops', table = 'sop_step';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;
comment on function sops.keep_approved_steps() is 'Trigger: the steps of an approved version stay as they are.';
create trigger tr_sop_step_keep_approved
    before insert or update or delete on sops.sop_step
    for each row execute function sops.keep_approved_steps();

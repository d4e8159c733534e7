create schema cases;
comment on schema cases is 'The work: cases, what was reported, who holds them, and everything that happened to them.';

create table cases.queue (
    id uuid default uuidv7() constraint pk_queue primary key,
    key text not null constraint uk_queue_key unique,
    name text not null,
    domain text not null
        constraint ck_queue_domain check (domain in (
            'CONTENT_CREATOR', 'PRODUCT_LISTING', 'SELLER', 'IPR')),
    market text constraint fk_queue_market references platform.market,
    language text,
    severity text
        constraint ck_queue_severity check (severity in ('P0', 'P1', 'P2', 'P3')),
    vendor_id uuid constraint fk_queue_vendor_id references vendors.vendor,
    active boolean not null default true,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint ck_queue_key_format check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    constraint ck_queue_language_format check (language ~ '^[a-z]{2,3}$')
);
comment on table cases.queue is 'A line of cases waiting for people with the same skill.';
comment on column cases.queue.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column cases.queue.key is 'Short name, kebab-case, never reused.';
comment on column cases.queue.name is 'English name.';
comment on column cases.queue.domain is 'The field of moderation; needs the skill of that name.';
comment on column cases.queue.market is 'The market it serves; null: several.';
comment on column cases.queue.language is 'ISO 639-1 code of its cases; null: any.';
comment on column cases.queue.severity is 'The severity it is reserved for; null: any.';
comment on column cases.queue.vendor_id is 'The company that works it; null: in-house.';
comment on column cases.queue.active is 'False: takes no new cases.';
comment on column cases.queue.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column cases.queue.created_at is 'When the row was written here; not when the thing happened.';
create index ix_queue_vendor_id_id on cases.queue (vendor_id, id) where vendor_id is not null;
comment on index cases.ix_queue_vendor_id_id is 'Vendor.queues.';

create table cases.routing_rule_version (
    id uuid default uuidv7() constraint pk_routing_rule_version primary key,
    key text not null,
    revision int not null,
    rank int not null,
    queue_id uuid not null constraint fk_routing_rule_version_queue_id references cases.queue,
    domain text
        constraint ck_routing_rule_version_domain check (domain in (
            'CONTENT_CREATOR', 'PRODUCT_LISTING', 'SELLER', 'IPR')),
    market text constraint fk_routing_rule_version_market references platform.market,
    language text,
    severity text
        constraint ck_routing_rule_version_severity check (severity in ('P0', 'P1', 'P2', 'P3')),
    effective_at timestamptz not null,
    ends_at timestamptz,
    author_id uuid constraint fk_routing_rule_version_author_id references vendors.reviewer,
    created_at timestamptz not null default now(),
    constraint uk_routing_rule_version_key_revision unique (key, revision),
    constraint ex_routing_rule_version_key_period exclude using gist (
        key with =, tstzrange(effective_at, ends_at) with &&),
    constraint ck_routing_rule_version_ends_at_order check (ends_at > effective_at)
);
comment on table cases.routing_rule_version is
    'One revision of a rule that sends new cases to a queue. The first matching rule by rank wins.';
comment on column cases.routing_rule_version.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column cases.routing_rule_version.key is 'Name of the rule over its revisions.';
comment on column cases.routing_rule_version.revision is '1, 2, 3 … within the key.';
comment on column cases.routing_rule_version.rank is 'Smaller is tried first.';
comment on column cases.routing_rule_version.queue_id is 'Where matching cases go.';
comment on column cases.routing_rule_version.domain is 'Matches this domain; null: any.';
comment on column cases.routing_rule_version.market is 'Matches this market; null: any.';
comment on column cases.routing_rule_version.language is 'Matches this language; null: any.';
comment on column cases.routing_rule_version.severity is 'Matches this severity; null: any.';
comment on column cases.routing_rule_version.effective_at is 'First instant in force.';
comment on column cases.routing_rule_version.ends_at is 'First instant no longer in force; null: open.';
comment on column cases.routing_rule_version.author_id is 'Who wrote the revision; null: delivered with the product.';
comment on column cases.routing_rule_version.created_at is
    'When the row was written here; not when the thing happened.';
comment on constraint ex_routing_rule_version_key_period on cases.routing_rule_version is
    'One revision of a rule in force at any instant.';
create index ix_routing_rule_version_queue_id_id on cases.routing_rule_version (queue_id, id);
comment on index cases.ix_routing_rule_version_queue_id_id is 'Queue.routingRules.';

comment on constraint fk_routing_rule_version_author_id on cases.routing_rule_version is
    'Not walked from the reviewer, so without an index.';

create table cases.moderation_case (
    id uuid default uuidv7() constraint pk_moderation_case primary key,
    number bigint generated by default as identity constraint uk_moderation_case_number unique,
    domain text not null
        constraint ck_moderation_case_domain check (domain in (
            'CONTENT_CREATOR', 'PRODUCT_LISTING', 'SELLER', 'IPR')),
    subject_kind text not null
        constraint ck_moderation_case_subject_kind check (subject_kind in (
            'SELLER', 'CREATOR', 'LISTING', 'CONTENT', 'IPR_CLAIM')),
    seller_id uuid constraint fk_moderation_case_seller_id references subjects.seller,
    creator_id uuid constraint fk_moderation_case_creator_id references subjects.creator,
    listing_id uuid constraint fk_moderation_case_listing_id references subjects.product_listing,
    content_id uuid constraint fk_moderation_case_content_id references subjects.content,
    ipr_claim_id uuid constraint fk_moderation_case_ipr_claim_id references subjects.ipr_claim,
    title text not null,
    summary text not null,
    severity text not null
        constraint ck_moderation_case_severity check (severity in ('P0', 'P1', 'P2', 'P3')),
    state text not null default 'RECEIVED'
        constraint ck_moderation_case_state check (state in (
            'RECEIVED', 'QUEUED', 'IN_REVIEW', 'ON_HOLD', 'ESCALATED', 'PENDING_APPROVAL', 'DECIDED',
            'CLOSED', 'MERGED', 'CANCELLED')),
    queue_id uuid constraint fk_moderation_case_queue_id references cases.queue,
    assignee_id uuid constraint fk_moderation_case_assignee_id references vendors.reviewer,
    vendor_id uuid constraint fk_moderation_case_vendor_id references vendors.vendor,
    merged_into_id uuid constraint fk_moderation_case_merged_into_id references cases.moderation_case,
    market text constraint fk_moderation_case_market references platform.market,
    language text,
    source_type text not null
        constraint ck_moderation_case_source_type check (source_type in (
            'ARTICLE_16_NOTICE', 'TRUSTED_FLAGGER', 'OTHER_NOTIFICATION', 'VOLUNTARY')),
    source_detail text not null
        constraint ck_moderation_case_source_detail check (source_detail in (
            'MODEL', 'RULE', 'ONBOARDING_CHECK', 'USER_REPORT', 'RIGHTS_OWNER', 'REGULATOR',
            'INTERNAL_SWEEP', 'IMPORT')),
    source_platform text,
    priority_rank int not null default 0,
    received_at timestamptz not null,
    queued_at timestamptz,
    first_touch_at timestamptz,
    decided_at timestamptz,
    closed_at timestamptz,
    wake_at timestamptz,
    due_at timestamptz not null default 'infinity',
    reopen_count int not null default 0,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint fk_moderation_case_listing_id_seller_id foreign key (listing_id, seller_id)
        references subjects.product_listing (id, seller_id),
    constraint fk_moderation_case_content_id_creator_id foreign key (content_id, creator_id)
        references subjects.content (id, creator_id),
    constraint ck_moderation_case_subject check (
        num_nonnulls(listing_id, content_id, ipr_claim_id) = case when subject_kind in ('SELLER', 'CREATOR') then 0 else 1 end
        and case subject_kind
                when 'SELLER' then seller_id is not null
                when 'CREATOR' then creator_id is not null
                when 'LISTING' then listing_id is not null
                when 'CONTENT' then content_id is not null
                else ipr_claim_id is not null end),
    constraint ck_moderation_case_source_platform_import check (
        (source_detail = 'IMPORT') = (source_platform is not null)),
    constraint ck_moderation_case_market_known check (market is not null or source_platform is not null),
    constraint ck_moderation_case_language_format check (language ~ '^[a-z]{2,3}$'),
    constraint ck_moderation_case_queued check (
        state not in ('QUEUED', 'IN_REVIEW', 'ON_HOLD', 'ESCALATED', 'PENDING_APPROVAL')
        or num_nulls(queue_id, queued_at) = 0),
    constraint ck_moderation_case_touched check (
        state not in ('IN_REVIEW', 'ON_HOLD', 'ESCALATED', 'PENDING_APPROVAL') or first_touch_at is not null),
    constraint ck_moderation_case_assignee_id_holds check (
        case when state = 'IN_REVIEW' then assignee_id is not null
             else assignee_id is null or state in ('ON_HOLD', 'ESCALATED', 'PENDING_APPROVAL') end),
    constraint ck_moderation_case_decided check (
        case when state in ('DECIDED', 'CLOSED') then decided_at is not null
             else decided_at is null or reopen_count > 0 end),
    constraint ck_moderation_case_closed check ((state = 'CLOSED') = (closed_at is not null)),
    constraint ck_moderation_case_merged check ((state = 'MERGED') = (merged_into_id is not null)),
    constraint ck_moderation_case_merged_into_id_other check (merged_into_id <> id),
    constraint ck_moderation_case_wake_at_on_hold check (wake_at is null or state = 'ON_HOLD'),
    constraint ck_moderation_case_times_order check (
        queued_at >= received_at and first_touch_at >= queued_at and decided_at >= received_at and closed_at >= decided_at),
    constraint ck_moderation_case_reopen_count_range check (reopen_count >= 0)
);
comment on table cases.moderation_case is 'One matter to decide about one subject; the centre of the graph.';
comment on column cases.moderation_case.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column cases.moderation_case.number is 'What people call it; rising, never reused, with gaps.';
comment on column cases.moderation_case.domain is 'The field of moderation.';
comment on column cases.moderation_case.subject_kind is 'Which of the subject keys names what is judged.';
comment on column cases.moderation_case.seller_id is
    'The seller judged, or accountable for what is judged; null: none or not told.';
comment on column cases.moderation_case.creator_id is
    'The creator judged, or accountable for what is judged; null: none or not told.';
comment on column cases.moderation_case.listing_id is 'The listing judged.';
comment on column cases.moderation_case.content_id is 'The content judged.';
comment on column cases.moderation_case.ipr_claim_id is 'The claim judged.';
comment on column cases.moderation_case.title is 'One line; searched.';
comment on column cases.moderation_case.summary is 'What it is about, a few sentences; searched.';
comment on column cases.moderation_case.severity is
    'P0 danger to life or law at once, P1 serious, P2 normal, P3 minor.';
comment on column cases.moderation_case.state is
    'Life cycle: RECEIVED, QUEUED, IN_REVIEW (under a lease), ON_HOLD (waits for wake_at or facts), ESCALATED (waits for a ruling), PENDING_APPROVAL (second pair of eyes), DECIDED, CLOSED (measures in force, notices sent); MERGED and CANCELLED are final.';
comment on column cases.moderation_case.queue_id is
    'Where it waits or was worked; null: never queued (decided by a rule, merged, imported).';
comment on column cases.moderation_case.assignee_id is
    'Who holds it now; null once it is back in a queue or decided (assignments keep the past).';
comment on column cases.moderation_case.vendor_id is
    'The company whose queue holds or last held it; vendors see their own only. Null: in-house.';
comment on column cases.moderation_case.merged_into_id is 'The case that goes on in its place.';
comment on column cases.moderation_case.market is
    'Where the subject trades or publishes; null: imported (the territories stand on the action).';
comment on column cases.moderation_case.language is 'ISO 639-1 code of what must be read; null: not told.';
comment on column cases.moderation_case.source_type is
    'How it came up, in the DSA''s words; VOLUNTARY is our own initiative.';
comment on column cases.moderation_case.source_detail is
    'The same in ours. IMPORT: from a statement of another platform.';
comment on column cases.moderation_case.source_platform is
    'The platform that published the imported statement; null: our own case.';
comment on column cases.moderation_case.priority_rank is 'Larger is more urgent among cases of one due time.';
comment on column cases.moderation_case.received_at is 'When it first came to us; begin of turnaround time.';
comment on column cases.moderation_case.queued_at is 'When it first entered a queue.';
comment on column cases.moderation_case.first_touch_at is 'When it was first claimed.';
comment on column cases.moderation_case.decided_at is
    'When it was first decided (approval included); stays through a reopening.';
comment on column cases.moderation_case.closed_at is 'When it was closed, the last time; emptied by a reopening.';
comment on column cases.moderation_case.wake_at is
    'When an ON_HOLD case comes back by itself; null: when somebody resumes it.';
comment on column cases.moderation_case.due_at is
    'Deadline of the running decision clock; infinity: none runs. Copied from the clock, so that a queue can be read in its order.';
comment on column cases.moderation_case.reopen_count is 'How often it was reopened.';
comment on column cases.moderation_case.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column cases.moderation_case.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint fk_moderation_case_listing_id_seller_id on cases.moderation_case is
    'The accountable seller is the listing''s.';
comment on constraint fk_moderation_case_content_id_creator_id on cases.moderation_case is
    'The accountable creator is the content''s.';
comment on constraint ck_moderation_case_subject on cases.moderation_case is
    'The key named by subject_kind is set, and of listing, content and claim no other.';
comment on constraint ck_moderation_case_market_known on cases.moderation_case is
    'Only imported cases may lack a market.';
comment on constraint ck_moderation_case_queued on cases.moderation_case is
    'What is open beyond RECEIVED has been queued.';
comment on constraint ck_moderation_case_assignee_id_holds on cases.moderation_case is
    'In review somebody holds it; waiting in a queue or finished nobody does.';
comment on constraint ck_moderation_case_decided on cases.moderation_case is
    'An open case has a decision only if it was reopened.';
comment on constraint ck_moderation_case_times_order on cases.moderation_case is
    'First times follow each other; a reopening changes closed_at only.';
create index ix_moderation_case_queue_id_state_due_at_id on cases.moderation_case (queue_id, state, due_at, id);
comment on index cases.ix_moderation_case_queue_id_state_due_at_id is
    'Queue pages and the next case to claim, by deadline; cases by state alone (skip scan over the queues); backlog counts.';
create index ix_moderation_case_received_at_id on cases.moderation_case (received_at, id);
comment on index cases.ix_moderation_case_received_at_id is 'All cases in the order of arrival; arrival cohorts.';
create index ix_moderation_case_seller_id_received_at_id
    on cases.moderation_case (seller_id, received_at, id)
    where seller_id is not null;
comment on index cases.ix_moderation_case_seller_id_received_at_id is 'Seller.latestCases, read backwards.';
create index ix_moderation_case_creator_id_received_at_id
    on cases.moderation_case (creator_id, received_at, id)
    where creator_id is not null;
comment on index cases.ix_moderation_case_creator_id_received_at_id is 'Creator.latestCases, read backwards.';
create index ix_moderation_case_listing_id_received_at_id
    on cases.moderation_case (listing_id, received_at, id)
    where listing_id is not null;
comment on index cases.ix_moderation_case_listing_id_received_at_id is 'ProductListing.cases.';
create index ix_moderation_case_content_id_received_at_id
    on cases.moderation_case (content_id, received_at, id)
    where content_id is not null;
comment on index cases.ix_moderation_case_content_id_received_at_id is 'Content.cases.';
create index ix_moderation_case_ipr_claim_id_received_at_id
    on cases.moderation_case (ipr_claim_id, received_at, id)
    where ipr_claim_id is not null;
comment on index cases.ix_moderation_case_ipr_claim_id_received_at_id is 'IprClaim.cases.';
create index ix_moderation_case_vendor_id_received_at_id
    on cases.moderation_case (vendor_id, received_at, id)
    where vendor_id is not null;
comment on index cases.ix_moderation_case_vendor_id_received_at_id is
    'A vendor''s cases, which is all that a vendor''s token sees.';
create index ix_moderation_case_assignee_id_due_at_id
    on cases.moderation_case (assignee_id, due_at, id)
    where assignee_id is not null;
comment on index cases.ix_moderation_case_assignee_id_due_at_id is 'What a reviewer holds now; small.';
create index ix_moderation_case_source_platform_received_at_id
    on cases.moderation_case (source_platform, received_at, id)
    where source_platform is not null;
comment on index cases.ix_moderation_case_source_platform_received_at_id is 'Imported cases of a platform.';
create index ix_moderation_case_merged_into_id
    on cases.moderation_case (merged_into_id)
    where merged_into_id is not null;
comment on index cases.ix_moderation_case_merged_into_id is 'Case.mergedCases; small.';
create index ix_moderation_case_search
    on cases.moderation_case using gin (platform.search_vector(title, summary)) with (gin_pending_list_limit = 512);
comment on index cases.ix_moderation_case_search is
    'Text search of cases. The pending list is kept short, since every search reads it whole.';

create table cases.case_report (
    id uuid default uuidv7() constraint pk_case_report primary key,
    case_id uuid not null constraint fk_case_report_case_id references cases.moderation_case,
    reporter_kind text not null
        constraint ck_case_report_reporter_kind check (reporter_kind in (
            'BUYER', 'SELLER', 'CREATOR', 'RIGHTS_OWNER', 'TRUSTED_FLAGGER', 'AUTHORITY', 'EMPLOYEE',
            'SYSTEM', 'OTHER')),
    source_type text not null
        constraint ck_case_report_source_type check (source_type in (
            'ARTICLE_16_NOTICE', 'TRUSTED_FLAGGER', 'OTHER_NOTIFICATION', 'VOLUNTARY')),
    alleged_category text
        constraint ck_case_report_alleged_category check (alleged_category in (
            'ANIMAL_WELFARE', 'CONSUMER_INFORMATION', 'CYBER_VIOLENCE', 'CYBER_VIOLENCE_AGAINST_WOMEN',
            'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS', 'ILLEGAL_OR_HARMFUL_SPEECH',
            'INTELLECTUAL_PROPERTY_INFRINGEMENTS', 'NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS',
            'NOT_SPECIFIED_NOTICE', 'OTHER_VIOLATION_TC', 'PROTECTION_OF_MINORS',
            'RISK_FOR_PUBLIC_SECURITY', 'SCAMS_AND_FRAUD', 'SELF_HARM', 'UNSAFE_AND_PROHIBITED_PRODUCTS',
            'VIOLENCE')),
    text text,
    language text,
    received_at timestamptz not null,
    outcome_notified_at timestamptz,
    created_at timestamptz not null default now(),
    constraint ck_case_report_language_format check (language ~ '^[a-z]{2,3}$'),
    constraint ck_case_report_outcome_notified_at_order check (outcome_notified_at >= received_at)
);
comment on table cases.case_report is 'One notice or signal that led to a case or was added to it.';
comment on column cases.case_report.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column cases.case_report.case_id is 'The case.';
comment on column cases.case_report.reporter_kind is 'Who reported; SYSTEM a model or rule. No person is named.';
comment on column cases.case_report.source_type is 'The kind of notice, in the DSA''s words.';
comment on column cases.case_report.alleged_category is 'What is alleged; null: not said.';
comment on column cases.case_report.text is 'The reporter''s words; null: none.';
comment on column cases.case_report.language is 'ISO 639-1 code of the text; null: not known.';
comment on column cases.case_report.received_at is 'When it came in.';
comment on column cases.case_report.outcome_notified_at is
    'When the reporter was told the outcome (DSA Art. 16(5)); null: not yet, or nobody to tell.';
comment on column cases.case_report.created_at is 'When the row was written here; not when the thing happened.';
create index ix_case_report_case_id_received_at_id on cases.case_report (case_id, received_at, id);
comment on index cases.ix_case_report_case_id_received_at_id is 'Case.reports.';

create table cases.subject_snapshot (
    id uuid default uuidv7() constraint pk_subject_snapshot primary key,
    case_id uuid not null constraint fk_subject_snapshot_case_id references cases.moderation_case,
    payload jsonb not null,
    sha256 bytea generated always as (platform.sha256(payload)) stored not null,
    taken_at timestamptz not null,
    created_at timestamptz not null default now(),
    constraint uk_subject_snapshot_id_case_id unique (id, case_id)
);
comment on table cases.subject_snapshot is
    'The subject as the reviewer saw it: the evidence that a decision rests on. Never changed.';
comment on column cases.subject_snapshot.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column cases.subject_snapshot.case_id is 'The case.';
comment on column cases.subject_snapshot.payload is 'The subject''s fields at that instant.';
comment on column cases.subject_snapshot.sha256 is
    'SHA-256 over the payload''s canonical text (jsonb as PostgreSQL prints it, UTF-8): 32 bytes. Computed, never written.';
comment on column cases.subject_snapshot.taken_at is 'When it was taken.';
comment on column cases.subject_snapshot.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint uk_subject_snapshot_id_case_id on cases.subject_snapshot is
    'Target of a decision''s pin: a snapshot of its own case.';
create index ix_subject_snapshot_case_id_taken_at_id on cases.subject_snapshot (case_id, taken_at, id);
comment on index cases.ix_subject_snapshot_case_id_taken_at_id is 'Case.snapshots.';
create trigger tr_subject_snapshot_append_only
    before update or delete or truncate on cases.subject_snapshot
    for each statement execute function platform.refuse_change();

create table cases.assignment (
    id uuid default uuidv7() constraint pk_assignment primary key,
    case_id uuid not null constraint fk_assignment_case_id references cases.moderation_case,
    reviewer_id uuid not null constraint fk_assignment_reviewer_id references vendors.reviewer,
    assigned_at timestamptz not null,
    ended_at timestamptz,
    reason text not null
        constraint ck_assignment_reason check (reason in (
            'CLAIM', 'PUSH', 'HANDOVER', 'RESUME', 'RETURNED')),
    created_at timestamptz not null default now(),
    constraint ex_assignment_case_id_period exclude using gist (
        case_id with =, tstzrange(assigned_at, ended_at) with &&),
    constraint ck_assignment_ended_at_order check (ended_at >= assigned_at)
);
comment on table cases.assignment is 'Who was in charge of a case, and from when to when.';
comment on column cases.assignment.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column cases.assignment.case_id is 'The case.';
comment on column cases.assignment.reviewer_id is 'The person.';
comment on column cases.assignment.assigned_at is 'Begin.';
comment on column cases.assignment.ended_at is 'End, not included; null: now in charge.';
comment on column cases.assignment.reason is
    'How she came to it: she took it, was given it, took it over, resumed it from hold, or got it back unapproved.';
comment on column cases.assignment.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint ex_assignment_case_id_period on cases.assignment is
    'One person in charge of a case at any instant.';
create index ix_assignment_case_id_assigned_at_id on cases.assignment (case_id, assigned_at, id);
comment on index cases.ix_assignment_case_id_assigned_at_id is 'Case.assignments.';
create index ix_assignment_reviewer_id_assigned_at_id on cases.assignment (reviewer_id, assigned_at, id);
comment on index cases.ix_assignment_reviewer_id_assigned_at_id is 'Reviewer.assignments.';

create table cases.lease (
    id uuid default uuidv7() constraint pk_lease primary key,
    case_id uuid not null constraint fk_lease_case_id references cases.moderation_case,
    reviewer_id uuid not null constraint fk_lease_reviewer_id references vendors.reviewer,
    token bigint generated by default as identity constraint uk_lease_token unique,
    granted_at timestamptz not null,
    heartbeat_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    ended_by text
        constraint ck_lease_ended_by check (ended_by in (
            'DECIDED', 'RELEASED', 'HELD', 'ESCALATED', 'EXPIRED', 'REVOKED')),
    active_seconds int,
    created_at timestamptz not null default now(),
    constraint ck_lease_ended check ((ended_at is null) = (ended_by is null)),
    constraint ck_lease_times_order check (
        heartbeat_at >= granted_at and expires_at > granted_at and ended_at >= granted_at),
    constraint ck_lease_active_seconds_range check (active_seconds >= 0)
);
comment on table cases.lease is 'The exclusive right to decide a case for a while; lost without a heartbeat.';
comment on column cases.lease.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column cases.lease.case_id is 'The case.';
comment on column cases.lease.reviewer_id is 'The holder.';
comment on column cases.lease.token is 'Rises with each lease; a write with an older one is refused (fencing).';
comment on column cases.lease.granted_at is 'When it was granted.';
comment on column cases.lease.heartbeat_at is 'Last sign of life.';
comment on column cases.lease.expires_at is 'When it is lost without a further heartbeat.';
comment on column cases.lease.ended_at is 'When it ended; null: open.';
comment on column cases.lease.ended_by is
    'How it ended; HELD and ESCALATED by the holder''s own act, REVOKED by a lead.';
comment on column cases.lease.active_seconds is
    'Seconds of attention, idle stretches over 120 s trimmed; set at the end.';
comment on column cases.lease.created_at is 'When the row was written here; not when the thing happened.';
create unique index uk_lease_case_id on cases.lease (case_id) where ended_at is null;
comment on index cases.uk_lease_case_id is 'One open lease per case.';
create index ix_lease_case_id_granted_at_id on cases.lease (case_id, granted_at, id);
comment on index cases.ix_lease_case_id_granted_at_id is 'Case.leases.';
create index ix_lease_reviewer_id on cases.lease (reviewer_id) where ended_at is null;
comment on index cases.ix_lease_reviewer_id is 'What a reviewer has open; small.';
create index ix_lease_expires_at on cases.lease (expires_at) where ended_at is null;
comment on index cases.ix_lease_expires_at is 'Leases to expire; small.';

create table cases.case_event (
    case_id uuid not null constraint fk_case_event_case_id references cases.moderation_case,
    seq int not null,
    kind text not null
        constraint ck_case_event_kind check (kind in (
            'RECEIVED', 'REPORT_ADDED', 'QUEUED', 'CLAIMED', 'RELEASED', 'LEASE_EXPIRED', 'HELD', 'RESUMED',
            'ESCALATED', 'RULED', 'PROPOSED', 'APPROVED', 'REFUSED', 'DECIDED', 'CLOSED', 'REOPENED',
            'MERGED', 'CANCELLED', 'SEVERITY_CHANGED', 'NOTICE_SENT')),
    from_state text
        constraint ck_case_event_from_state check (from_state in (
            'RECEIVED', 'QUEUED', 'IN_REVIEW', 'ON_HOLD', 'ESCALATED', 'PENDING_APPROVAL', 'DECIDED',
            'CLOSED', 'MERGED', 'CANCELLED')),
    to_state text not null
        constraint ck_case_event_to_state check (to_state in (
            'RECEIVED', 'QUEUED', 'IN_REVIEW', 'ON_HOLD', 'ESCALATED', 'PENDING_APPROVAL', 'DECIDED',
            'CLOSED', 'MERGED', 'CANCELLED')),
    occurred_at timestamptz not null,
    actor_kind text not null
        constraint ck_case_event_actor_kind check (actor_kind in (
            'REVIEWER', 'RULE', 'SYSTEM', 'IMPORT')),
    reviewer_id uuid constraint fk_case_event_reviewer_id references vendors.reviewer,
    rule_key text,
    detail jsonb,
    created_at timestamptz not null default now(),
    constraint pk_case_event primary key (case_id, seq),
    constraint ck_case_event_seq_range check (seq >= 1),
    constraint ck_case_event_actor check (
        (actor_kind = 'REVIEWER') = (reviewer_id is not null) and (actor_kind = 'RULE') = (rule_key is not null)),
    constraint ck_case_event_from_state_first check ((from_state is null) = (seq = 1))
);
comment on table cases.case_event is
    'What happened to a case, in order: the source of all clocks and figures. Only ever added to.';
comment on column cases.case_event.case_id is 'The case.';
comment on column cases.case_event.seq is '1, 2, 3 … within the case.';
comment on column cases.case_event.kind is
    'What happened. PROPOSED: decided, but needs approval; REFUSED: approval denied; RULED: an escalation was answered.';
comment on column cases.case_event.from_state is 'State before; null: none (RECEIVED).';
comment on column cases.case_event.to_state is 'State after; the same as before where the event changes none.';
comment on column cases.case_event.occurred_at is 'When it happened.';
comment on column cases.case_event.actor_kind is 'Who did it.';
comment on column cases.case_event.reviewer_id is 'The person, where a person did it.';
comment on column cases.case_event.rule_key is 'The rule, where a rule did it.';
comment on column cases.case_event.detail is
    'A few further facts of this kind of event (reason, queue, cause); null: none.';
comment on column cases.case_event.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint ck_case_event_from_state_first on cases.case_event is 'Only the first event comes from nowhere.';
create index ix_case_event_occurred_at on cases.case_event using brin (occurred_at) with (autosummarize = on);
comment on index cases.ix_case_event_occurred_at is
    'Events of a period, over all cases: they arrive in the order of time, so a few kilobytes do.';
comment on constraint fk_case_event_reviewer_id on cases.case_event is
    'Not walked from the reviewer, who reaches her cases by assignments and decisions: no index on so many rows.';
create trigger tr_case_event_append_only
    before update or delete or truncate on cases.case_event
    for each statement execute function platform.refuse_change();

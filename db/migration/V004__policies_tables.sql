create schema policies;
comment on schema policies is 'What is forbidden and why: policies and their clauses, revision by revision.';

create table policies.policy (
    id uuid default uuidv7() constraint pk_policy primary key,
    key text not null constraint uk_policy_key unique,
    title text not null,
    domain text not null
        constraint ck_policy_domain check (domain in (
            'CONTENT_CREATOR', 'PRODUCT_LISTING', 'SELLER', 'IPR')),
    summary text not null,
    search tsvector generated always as (platform.document_vector(title, summary)) stored not null,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint ck_policy_key_format check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
comment on table policies.policy is 'A rule book of one subject, as published to sellers and creators.';
comment on column policies.policy.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column policies.policy.key is 'Short name, kebab-case, never reused.';
comment on column policies.policy.title is 'English title.';
comment on column policies.policy.domain is 'The field of moderation that it binds.';
comment on column policies.policy.summary is 'What it is about, in two or three English sentences.';
comment on column policies.policy.search is 'What text search looks into; follows from title and summary.';
comment on column policies.policy.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column policies.policy.created_at is 'When the row was written here; not when the thing happened.';
create index ix_policy_domain_id on policies.policy (domain, id);
comment on index policies.ix_policy_domain_id is 'Policies of a domain.';
create index ix_policy_search on policies.policy using gin (search);
comment on index policies.ix_policy_search is 'Text search of policies.';

create table policies.policy_clause (
    id uuid default uuidv7() constraint pk_policy_clause primary key,
    policy_id uuid not null constraint fk_policy_clause_policy_id references policies.policy,
    number text not null,
    revision int not null,
    title text not null,
    body text not null,
    search tsvector generated always as (platform.document_vector(title, body)) stored not null,
    ground text not null
        constraint ck_policy_clause_ground check (ground in (
            'ILLEGAL_CONTENT', 'INCOMPATIBLE_CONTENT')),
    statement_category text not null
        constraint ck_policy_clause_statement_category check (statement_category in (
            'ANIMAL_WELFARE', 'CONSUMER_INFORMATION', 'CYBER_VIOLENCE', 'CYBER_VIOLENCE_AGAINST_WOMEN',
            'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS', 'ILLEGAL_OR_HARMFUL_SPEECH',
            'INTELLECTUAL_PROPERTY_INFRINGEMENTS', 'NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS',
            'NOT_SPECIFIED_NOTICE', 'OTHER_VIOLATION_TC', 'PROTECTION_OF_MINORS',
            'RISK_FOR_PUBLIC_SECURITY', 'SCAMS_AND_FRAUD', 'SELF_HARM', 'UNSAFE_AND_PROHIBITED_PRODUCTS',
            'VIOLENCE')),
    keyword text
        constraint ck_policy_clause_keyword check (keyword in (
            'PROHIBITED_PRODUCTS', 'UNSAFE_PRODUCTS', 'DANGEROUS_TOYS', 'TRADEMARK_INFRINGEMENT',
            'COPYRIGHT_INFRINGEMENT', 'DESIGN_INFRINGEMENT', 'PATENT_INFRINGEMENT', 'INAUTHENTIC_LISTINGS',
            'INAUTHENTIC_USER_REVIEWS', 'INSUFFICIENT_INFORMATION_ON_TRADERS', 'NONCOMPLIANCE_PRICING',
            'HIDDEN_ADVERTISEMENT', 'MISLEADING_INFO_GOODS_SERVICES')),
    effective_on date not null,
    ends_on date,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint uk_policy_clause_policy_id_number_revision unique (policy_id, number, revision),
    constraint ex_policy_clause_policy_id_number_period exclude using gist (
        policy_id with =, number with =, daterange(effective_on, ends_on) with &&),
    constraint ck_policy_clause_number_format check (number ~ '^[0-9]+([.][0-9]+)*$'),
    constraint ck_policy_clause_revision_range check (revision >= 1),
    constraint ck_policy_clause_ends_on_order check (ends_on > effective_on)
);
comment on table policies.policy_clause is
    'One numbered clause in one revision. Decisions point to the revision in force when they were taken, so a revision is never rewritten.';
comment on column policies.policy_clause.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column policies.policy_clause.policy_id is 'The policy.';
comment on column policies.policy_clause.number is 'As cited: 3.2 or 4.1.2.';
comment on column policies.policy_clause.revision is '1, 2, 3 … within (policy, number).';
comment on column policies.policy_clause.title is 'Heading.';
comment on column policies.policy_clause.body is 'The rule itself.';
comment on column policies.policy_clause.search is 'What text search looks into; follows from title and body.';
comment on column policies.policy_clause.ground is
    'ILLEGAL_CONTENT rests on law; INCOMPATIBLE_CONTENT on our terms (DSA Art. 17(3)(d), (e)).';
comment on column policies.policy_clause.statement_category is
    'Category of the DSA statement of reasons (schema v2) that a breach is reported under.';
comment on column policies.policy_clause.keyword is
    'DSA keyword below the category. DANGEROUS_TOYS exists in schema v1 only (before July 2025). Null: none fits.';
comment on column policies.policy_clause.effective_on is 'First day in force, UTC.';
comment on column policies.policy_clause.ends_on is 'First day no longer in force; null: open.';
comment on column policies.policy_clause.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column policies.policy_clause.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint ex_policy_clause_policy_id_number_period on policies.policy_clause is
    'One revision of a clause in force on any day.';
create index ix_policy_clause_search on policies.policy_clause using gin (search);
comment on index policies.ix_policy_clause_search is 'Text search of clauses.';
create index ix_policy_clause_statement_category_id on policies.policy_clause (statement_category, id);
comment on index policies.ix_policy_clause_statement_category_id is 'Clauses by DSA category.';

create schema vendors;
comment on schema vendors is
    'Who does the work: outside companies, their sites and contracts, and the reviewers, in-house ones too.';

create table vendors.vendor (
    id uuid default uuidv7() constraint pk_vendor primary key,
    key text not null constraint uk_vendor_key unique,
    name text not null,
    active boolean not null default true,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint ck_vendor_key_format check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
comment on table vendors.vendor is 'An outside company whose people review cases for us.';
comment on column vendors.vendor.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column vendors.vendor.key is 'Short name for people and exports, kebab-case, never reused.';
comment on column vendors.vendor.name is 'Company name.';
comment on column vendors.vendor.active is 'False once the last contract has ended.';
comment on column vendors.vendor.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column vendors.vendor.created_at is 'When the row was written here; not when the thing happened.';

create table vendors.vendor_site (
    id uuid default uuidv7() constraint pk_vendor_site primary key,
    vendor_id uuid not null constraint fk_vendor_site_vendor_id references vendors.vendor,
    name text not null,
    country text not null,
    time_zone text not null,
    languages text[] not null,
    active boolean not null default true,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint uk_vendor_site_vendor_id_name unique (vendor_id, name),
    constraint uk_vendor_site_id_vendor_id unique (id, vendor_id),
    constraint ck_vendor_site_country_format check (country ~ '^[A-Z]{2}$'),
    constraint ck_vendor_site_time_zone_known check (timestamp '2000-01-01' at time zone time_zone is not null),
    constraint ck_vendor_site_languages_some check (cardinality(languages) > 0)
);
comment on table vendors.vendor_site is 'A place where a vendor''s people work.';
comment on column vendors.vendor_site.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column vendors.vendor_site.vendor_id is 'The company.';
comment on column vendors.vendor_site.name is 'City or building; unique within the vendor.';
comment on column vendors.vendor_site.country is 'ISO 3166-1 alpha-2.';
comment on column vendors.vendor_site.time_zone is 'IANA name; shifts are in its local time.';
comment on column vendors.vendor_site.languages is 'ISO 639-1 codes that the site is staffed for.';
comment on column vendors.vendor_site.active is 'False once the site is closed.';
comment on column vendors.vendor_site.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column vendors.vendor_site.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint uk_vendor_site_id_vendor_id on vendors.vendor_site is
    'Target of the composite keys which keep a copied vendor true to its site.';
comment on constraint ck_vendor_site_time_zone_known on vendors.vendor_site is
    'Fails on a zone name that this server does not know.';

create table vendors.site_shift (
    id uuid default uuidv7() constraint pk_site_shift primary key,
    site_id uuid not null constraint fk_site_shift_site_id references vendors.vendor_site,
    name text not null,
    starts_local time not null,
    ends_local time not null,
    created_at timestamptz not null default now(),
    constraint uk_site_shift_site_id_name unique (site_id, name),
    constraint ck_site_shift_ends_local_differs check (ends_local <> starts_local)
);
comment on table vendors.site_shift is 'A working shift of a site, in local time.';
comment on column vendors.site_shift.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column vendors.site_shift.site_id is 'The site.';
comment on column vendors.site_shift.name is 'EARLY, LATE, NIGHT or the site''s own word; a decision keeps it.';
comment on column vendors.site_shift.starts_local is 'Begin, local time of the site.';
comment on column vendors.site_shift.ends_local is 'End, local time; not later than the begin means: on the next day.';
comment on column vendors.site_shift.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint uk_site_shift_site_id_name on vendors.site_shift is
    'Also the target of a decision''s copied shift.';

create table vendors.vendor_contract (
    id uuid default uuidv7() constraint pk_vendor_contract primary key,
    vendor_id uuid not null constraint fk_vendor_contract_vendor_id references vendors.vendor,
    starts_on date not null,
    ends_on date,
    decision_sla_target numeric(5,4) not null,
    accuracy_target numeric(5,4) not null,
    p90_minutes_target int not null,
    rate_per_hour numeric(10,2),
    rate_per_case numeric(10,4),
    currency text not null,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint ex_vendor_contract_vendor_id_period exclude using gist (
        vendor_id with =, daterange(starts_on, ends_on) with &&),
    constraint ck_vendor_contract_ends_on_order check (ends_on > starts_on),
    constraint ck_vendor_contract_targets_range check (
        decision_sla_target between 0 and 1 and accuracy_target between 0 and 1 and p90_minutes_target > 0),
    constraint ck_vendor_contract_rates check (
        num_nonnulls(rate_per_hour, rate_per_case) >= 1 and rate_per_hour >= 0 and rate_per_case >= 0),
    constraint ck_vendor_contract_currency_format check (currency ~ '^[A-Z]{3}$')
);
comment on table vendors.vendor_contract is
    'What a vendor has promised and is paid for a period. Targets are typed columns, so that figures can be compared with them.';
comment on column vendors.vendor_contract.id is
    'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column vendors.vendor_contract.vendor_id is 'The company.';
comment on column vendors.vendor_contract.starts_on is 'First day, UTC.';
comment on column vendors.vendor_contract.ends_on is 'First day that it no longer covers; null: open.';
comment on column vendors.vendor_contract.decision_sla_target is 'Share of decision clocks to be met, 0 to 1.';
comment on column vendors.vendor_contract.accuracy_target is 'Handling accuracy by final QA, share 0 to 1.';
comment on column vendors.vendor_contract.p90_minutes_target is '90th percentile of minutes from receipt to decision.';
comment on column vendors.vendor_contract.rate_per_hour is 'Price of an hour of review; null: not paid by the hour.';
comment on column vendors.vendor_contract.rate_per_case is 'Price of a decided case; null: not paid by the case.';
comment on column vendors.vendor_contract.currency is 'ISO 4217 of both rates.';
comment on column vendors.vendor_contract.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column vendors.vendor_contract.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint ex_vendor_contract_vendor_id_period on vendors.vendor_contract is
    'One contract per vendor and day.';
comment on constraint ck_vendor_contract_rates on vendors.vendor_contract is 'Paid somehow, never less than nothing.';

create table vendors.reviewer (
    id uuid default uuidv7() constraint pk_reviewer primary key,
    site_id uuid,
    vendor_id uuid,
    name text not null,
    email text not null constraint uk_reviewer_email unique,
    role text not null
        constraint ck_reviewer_role check (role in (
            'REVIEWER', 'APPEAL_REVIEWER', 'QA_AUDITOR', 'MODERATION_ON_CALL', 'TEAM_LEAD', 'SOP_OWNER',
            'TRAINER')),
    active boolean not null default true,
    hired_on date not null,
    left_on date,
    languages text[] not null,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint fk_reviewer_site_id_vendor_id foreign key (site_id, vendor_id)
        references vendors.vendor_site (id, vendor_id),
    constraint ck_reviewer_site_id_with_vendor_id check ((site_id is null) = (vendor_id is null)),
    constraint ck_reviewer_email_format check (email = lower(email) and email like '%_@_%'),
    constraint ck_reviewer_left_on_order check (left_on >= hired_on),
    constraint ck_reviewer_active_until_left check (left_on is null or not active),
    constraint ck_reviewer_languages_some check (cardinality(languages) > 0)
);
comment on table vendors.reviewer is 'A person who works on cases, in-house or at a vendor''s site.';
comment on column vendors.reviewer.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column vendors.reviewer.site_id is 'Where she works; null: in-house.';
comment on column vendors.reviewer.vendor_id is
    'The site''s company, kept here since scoped callers filter by it; null: in-house.';
comment on column vendors.reviewer.name is 'Name, in its own script.';
comment on column vendors.reviewer.email is 'Login and address, lower case.';
comment on column vendors.reviewer.role is
    'Main duty. MODERATION_ON_CALL (MOC) answers escalations; SOP_OWNER writes and approves procedures.';
comment on column vendors.reviewer.active is 'False: no longer takes work; her past stays.';
comment on column vendors.reviewer.hired_on is 'First day of work.';
comment on column vendors.reviewer.left_on is 'First day no longer at work; null: still there.';
comment on column vendors.reviewer.languages is 'ISO 639-1 codes that she may decide in.';
comment on column vendors.reviewer.version is
    'Counts the edits of the row; a writer names the one it has read (optimistic lock).';
comment on column vendors.reviewer.created_at is 'When the row was written here; not when the thing happened.';
comment on constraint fk_reviewer_site_id_vendor_id on vendors.reviewer is 'The vendor is the site''s.';
create index ix_reviewer_site_id_vendor_id on vendors.reviewer (site_id, vendor_id) where site_id is not null;
comment on index vendors.ix_reviewer_site_id_vendor_id is 'VendorSite.reviewers, and the foreign key.';
create index ix_reviewer_vendor_id_id on vendors.reviewer (vendor_id, id) where vendor_id is not null;
comment on index vendors.ix_reviewer_vendor_id_id is 'Vendor.reviewers.';
create index ix_reviewer_name_search on vendors.reviewer using gin (platform.search_vector(name));
comment on index vendors.ix_reviewer_name_search is 'Search of people by name.';

create table vendors.reviewer_skill (
    reviewer_id uuid not null constraint fk_reviewer_skill_reviewer_id references vendors.reviewer,
    domain text not null
        constraint ck_reviewer_skill_domain check (domain in (
            'CONTENT_CREATOR', 'PRODUCT_LISTING', 'SELLER', 'IPR')),
    level text not null default 'FULL'
        constraint ck_reviewer_skill_level check (level in ('TRAINEE', 'FULL', 'EXPERT')),
    granted_on date not null,
    created_at timestamptz not null default now(),
    constraint pk_reviewer_skill primary key (reviewer_id, domain)
);
comment on table vendors.reviewer_skill is 'A domain that a reviewer may decide in.';
comment on column vendors.reviewer_skill.reviewer_id is 'The person.';
comment on column vendors.reviewer_skill.domain is 'The field of moderation.';
comment on column vendors.reviewer_skill.level is
    'TRAINEE decides under four eyes; EXPERT also answers questions of others.';
comment on column vendors.reviewer_skill.granted_on is 'Since when.';
comment on column vendors.reviewer_skill.created_at is 'When the row was written here; not when the thing happened.';
create index ix_reviewer_skill_domain_reviewer_id on vendors.reviewer_skill (domain, reviewer_id);
comment on index vendors.ix_reviewer_skill_domain_reviewer_id is 'Who can decide in a domain.';

create schema access;
comment on schema access is 'Who may call: tokens of programs. People sign in elsewhere and leave nothing here.';

create table access.api_token (
    id uuid default uuidv7() constraint pk_api_token primary key,
    public_id text not null constraint uk_api_token_public_id unique,
    secret_hash bytea not null,
    kind text not null constraint ck_api_token_kind check (kind in ('STAFF', 'VENDOR')),
    owner text not null,
    roles text[] not null,
    scopes text[] not null,
    vendor_id uuid constraint fk_api_token_vendor_id references vendors.vendor,
    site_ids uuid[] not null default '{}',
    markets text[] not null default '{}',
    address_ranges cidr[] not null default '{}',
    cost_class text not null constraint ck_api_token_cost_class check (cost_class in ('STAFF', 'VENDOR')),
    cost_per_second integer constraint ck_api_token_cost_per_second_positive check (cost_per_second > 0),
    created_at timestamptz not null default now(),
    created_by text not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    rotated_from uuid constraint fk_api_token_rotated_from references access.api_token,
    last_used_at timestamptz,
    uses bigint not null default 0,
    constraint ck_api_token_public_id_format check (public_id ~ '^[0-9A-Za-z]{12}$'),
    constraint ck_api_token_secret_hash_length check (octet_length(secret_hash) = 32),
    constraint ck_api_token_owner_told check (owner ~ '\S' and length(owner) <= 200),
    constraint ck_api_token_roles check (
        roles <@ array['ADMINISTRATOR', 'ANALYST', 'REVIEWER', 'APPEAL_REVIEWER', 'QA_AUDITOR', 'VENDOR']
    ),
    constraint ck_api_token_scopes check (
        scopes <@ array[
            'VIEWER_READ', 'CASES_READ', 'DECISIONS_READ', 'APPEALS_READ', 'QUALITY_READ', 'WORKFORCE_READ',
            'PERSONAL_DATA_READ', 'HANDLERS_READ',
            'METRICS_READ', 'KNOWLEDGE_READ', 'DIAGNOSTICS_READ', 'IMPORTS_WRITE', 'TOKENS_READ', 'TOKENS_WRITE', 'AUDIT_READ'
        ]
    ),
    constraint ck_api_token_grants_some check (cardinality(roles) + cardinality(scopes) > 0),
    constraint ck_api_token_kind_vendor check (
        (kind = 'VENDOR') = (vendor_id is not null) and (kind = 'VENDOR') = (cost_class = 'VENDOR')
        and (kind = 'VENDOR' or not roles && array['VENDOR'])
    ),
    constraint ck_api_token_places_of_a_vendor check (
        vendor_id is not null or cardinality(site_ids) + cardinality(markets) = 0
    ),
    constraint ck_api_token_created_by_told check (created_by <> ''),
    constraint ck_api_token_expires_within_a_year check (
        expires_at > created_at and expires_at <= created_at + interval '366 days'
    ),
    constraint ck_api_token_uses_not_negative check (uses >= 0)
);
comment on table access.api_token is
    'A token by which a program calls. What it is cannot be told from its row: the secret part is kept as a hash alone.';
comment on column access.api_token.id is 'Time-ordered key (UUIDv7).';
comment on column access.api_token.public_id is 'The part of the token by which its row is found; names it in logs.';
comment on column access.api_token.secret_hash is
    'SHA-256 of the secret part. It has 256 random bits, so that it needs neither salt nor a slow hash.';
comment on column access.api_token.kind is 'Whose programs use it; stands in the token, for people who find one.';
comment on column access.api_token.owner is 'Who answers for it, in words for people.';
comment on column access.api_token.roles is 'What it may do, by the words of jobs; what a role may is decided in the program.';
comment on column access.api_token.scopes is 'What it may do beside its roles.';
comment on column access.api_token.vendor_id is 'The company that it is bound to; null: staff.';
comment on column access.api_token.site_ids is 'The sites of the company that it is bound to; empty: all of them.';
comment on column access.api_token.markets is 'The markets that it is bound to; empty: all of them.';
comment on constraint ck_api_token_places_of_a_vendor on access.api_token is
    'Staff see all sites and markets: what bound nobody would look as if it did.';
comment on column access.api_token.address_ranges is 'From where it may be used; empty: from everywhere.';
comment on column access.api_token.cost_class is 'How much it may ask for.';
comment on column access.api_token.cost_per_second is
    'Points that its account gets back in a second; null: as many as its class.';
comment on column access.api_token.created_at is 'When it was made, and shown once.';
comment on column access.api_token.created_by is 'Who made it, as the audit names callers.';
comment on column access.api_token.expires_at is 'From when on it is refused; a year after it was made at the latest.';
comment on column access.api_token.revoked_at is 'From when on it is refused; null: not revoked.';
comment on column access.api_token.rotated_from is 'The token that it takes over from; null: a first one.';
comment on column access.api_token.last_used_at is
    'Its last use, as far as it has been written down, which happens once a minute; null: none.';
comment on column access.api_token.uses is 'How often it was used, as far as it has been written down.';
create index ix_api_token_vendor_id on access.api_token (vendor_id);
create index ix_api_token_rotated_from on access.api_token (rotated_from);

set local lock_timeout = '5s';

create table vendors.certification (
    id uuid default uuidv7() constraint pk_certification primary key,
    reviewer_id uuid not null constraint fk_certification_reviewer_id references vendors.reviewer,
    domain text not null
        constraint ck_certification_domain check (domain in ('CONTENT_CREATOR', 'PRODUCT_LISTING', 'SELLER', 'IPR')),
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    revoked_reason text,
    version int not null default 1,
    created_at timestamptz not null default now(),
    constraint ck_certification_expires_at_order check (expires_at > issued_at),
    constraint ck_certification_revoked check ((revoked_at is null) = (revoked_reason is null) and revoked_at >= issued_at)
);
comment on table vendors.certification is
    'What a reviewer was found fit for, and for how long. A skill says that she may decide in a domain, a certification that she has lately shown it; queues may take both. Who renews gets another one.';
comment on column vendors.certification.id is 'Time-ordered key (UUIDv7).';
comment on column vendors.certification.reviewer_id is 'The person.';
comment on column vendors.certification.domain is 'The field of moderation.';
comment on column vendors.certification.issued_at is 'From when on it is in force.';
comment on column vendors.certification.expires_at is 'Until when, this instant not included.';
comment on column vendors.certification.revoked_at is 'When it was taken back, from which instant on it is not in force; null: it was not.';
comment on column vendors.certification.revoked_reason is 'Why it was taken back.';
comment on column vendors.certification.version is 'Counts the edits of the row.';
comment on column vendors.certification.created_at is 'When the row was written here; not when the thing happened.';
create index ix_certification_reviewer_id_domain_expires_at on vendors.certification (reviewer_id, domain, expires_at);
comment on index vendors.ix_certification_reviewer_id_domain_expires_at is 'Whether somebody has one in force; Reviewer.certifications.';
call platform.guard(
    'vendors.certification', 'select, insert, update', 'exists (select from vendors.reviewer r where r.id = reviewer_id)');
call audit.watch('vendors.certification', 'Certification');

-- Written so that it becomes part of the statement that asks.
create function vendors.certified_domains(reviewer uuid, at timestamptz) returns setof text
    language sql stable parallel safe
begin atomic
    select distinct c.domain from vendors.certification c
    where c.reviewer_id = certified_domains.reviewer and c.issued_at <= certified_domains.at and c.expires_at > certified_domains.at
        and (c.revoked_at is null or c.revoked_at > certified_domains.at);
end;
comment on function vendors.certified_domains(uuid, timestamptz) is 'The domains in which somebody has a certification that is in force then.';

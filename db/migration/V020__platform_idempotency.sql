create table platform.idempotency (
    caller text not null,
    key text not null,
    mutation text not null,
    payload_hash bytea not null,
    answer jsonb,
    created_at timestamptz not null default now(),
    constraint pk_idempotency primary key (caller, key),
    constraint ck_idempotency_key_format check (key ~ '^[!-~]{1,100}$'),
    constraint ck_idempotency_payload_hash_length check (octet_length(payload_hash) = 32)
);
comment on table platform.idempotency is
    'Mutations that were done, by the key that their caller gave them: written in the transaction of the effect, so that one that is sent again is answered and not done again. Kept for 48 hours.';
comment on column platform.idempotency.caller is 'Who sent it, as logs name callers. Keys of others are others.';
comment on column platform.idempotency.key is 'The caller''s own.';
comment on column platform.idempotency.mutation is 'Name of the field.';
comment on column platform.idempotency.payload_hash is 'SHA-256 of the mutation and its input without the key: another one under the same key is a mistake.';
comment on column platform.idempotency.answer is
    'Ids of what was made or changed, by name; never a secret. Null only before the transaction has ended.';
comment on column platform.idempotency.created_at is 'When the mutation was done.';
create index ix_idempotency_created_at on platform.idempotency (created_at);
comment on index platform.ix_idempotency_created_at is 'Forgetting those that are older than 48 hours.';

call platform.guard('platform.idempotency', 'select, insert, update, delete', null);

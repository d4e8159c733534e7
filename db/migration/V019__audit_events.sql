create schema audit;
comment on schema audit is
    'Who did what: every write of an audited table, what was refused, and reads of personal data. Written once, chained by hashes.';

create table audit.chain (
    chain smallint constraint pk_chain primary key,
    entries bigint not null,
    hash bytea not null,
    constraint ck_chain_chain check (chain between 0 and 63),
    constraint ck_chain_entries_not_negative check (entries >= 0),
    constraint ck_chain_hash_length check (octet_length(hash) = 32)
) with (fillfactor = 10);
comment on table audit.chain is
    'The end of each chain. There are several, since everybody who writes to one waits for the one before: one allowed half as many transactions as 64. A row each to a page, or nearly, so that new versions of it stay there.';
comment on column audit.chain.chain is 'A transaction writes to the chain of its number modulo 64, hence to one only.';
comment on column audit.chain.entries is 'How many events it has: the number of the last.';
comment on column audit.chain.hash is 'Hash of the last event; of an empty chain: of its name.';
insert into audit.chain (chain, entries, hash)
select number, 0, sha256(convert_to('docket audit chain ' || number, 'UTF8'))
from generate_series(0, 63) number;

create table audit.audit_event (
    chain smallint not null,
    number bigint not null,
    id uuid not null default uuidv7() constraint uk_audit_event_id unique,
    occurred_at timestamptz not null,
    action text not null
        constraint ck_audit_event_action check (action in ('CREATED', 'CHANGED', 'DELETED', 'READ', 'REFUSED', 'MISSED')),
    actor_kind text not null
        constraint ck_audit_event_actor_kind check (actor_kind in ('PERSON', 'MACHINE', 'SERVER', 'COMMAND', 'UNKNOWN')),
    actor text not null,
    token_id uuid,
    request_id text,
    address text,
    entity_type text,
    entity_id uuid,
    reason text,
    detail text,
    occurrences integer not null default 1,
    before jsonb,
    after jsonb,
    previous_hash bytea not null,
    hash bytea not null,
    constraint pk_audit_event primary key (chain, number),
    constraint ck_audit_event_chain check (chain between 0 and 63),
    constraint ck_audit_event_number_positive check (number > 0),
    constraint ck_audit_event_occurrences_positive check (occurrences > 0),
    constraint ck_audit_event_texts_length check (
        length(actor) between 1 and 300 and length(request_id) <= 64 and length(address) <= 100
        and length(entity_type) <= 100 and length(reason) <= 1000 and length(detail) <= 1000
    ),
    constraint ck_audit_event_hashes_length check (octet_length(previous_hash) = 32 and octet_length(hash) = 32),
    constraint ck_audit_event_before_and_after check (
        (before is not null) = (action in ('CHANGED', 'DELETED')) and (after is not null) = (action in ('CREATED', 'CHANGED'))
    )
);
comment on table audit.audit_event is
    'Something that was done or refused. Rows are added and nothing else: a trigger refuses the rest, and a row that was edited, removed or moved breaks its chain. Not partitioned: a key over all of it is what keeps two events from one place in a chain, and what goes goes with its anchors.';
comment on column audit.audit_event.chain is 'The chain; set as the row is written.';
comment on column audit.audit_event.number is 'Its place in the chain, from 1 on without gaps; set as the row is written.';
comment on column audit.audit_event.id is 'Time-ordered key (UUIDv7); the typed global id of the graph is made from it.';
comment on column audit.audit_event.occurred_at is 'When it happened; of several alike: the first of them. A write: just before its transaction ended.';
comment on column audit.audit_event.action is
    'CREATED, CHANGED, DELETED: a row. READ: personal data. REFUSED: an access. MISSED: events that came faster than they could be written.';
comment on column audit.audit_event.actor_kind is
    'PERSON: signed in at the identity provider. MACHINE: with a token. SERVER: Docket itself. COMMAND: whoever has the command line. UNKNOWN: nobody that we know.';
comment on column audit.audit_event.actor is 'Who: the caller as logs name it, or the command, or for UNKNOWN the address.';
comment on column audit.audit_event.token_id is
    'The token that the caller used; null: none. Without a foreign key, which would lock the token''s row with each write.';
comment on column audit.audit_event.request_id is 'The request, as its answer and the logs name it; null: there was none.';
comment on column audit.audit_event.address is 'From where, where that is known.';
comment on column audit.audit_event.entity_type is 'The type of what was touched, as the graph names it; null: no one thing.';
comment on column audit.audit_event.entity_id is 'Its id.';
comment on column audit.audit_event.reason is 'Why, in the words of whoever did it; null: not told.';
comment on column audit.audit_event.detail is 'What was refused or read.';
comment on column audit.audit_event.occurrences is 'How many of the same kind this row stands for.';
comment on column audit.audit_event.before is 'The row before, without secrets; null: there was none.';
comment on column audit.audit_event.after is 'The row afterwards, without secrets; null: there is none.';
comment on column audit.audit_event.previous_hash is 'Hash of the event before it in the chain; of the first: the hash of the chain''s name.';
comment on column audit.audit_event.hash is 'SHA-256 of previous_hash and audit.canonical of this row.';
create index ix_audit_event_occurred_at_id on audit.audit_event (occurred_at, id);
comment on index audit.ix_audit_event_occurred_at_id is 'List of events, and those of a time.';
create index ix_audit_event_actor_occurred_at_id on audit.audit_event (actor, occurred_at, id);
comment on index audit.ix_audit_event_actor_occurred_at_id is 'What somebody did.';
create index ix_audit_event_entity_id_occurred_at_id on audit.audit_event (entity_id, occurred_at, id) where entity_id is not null;
comment on index audit.ix_audit_event_entity_id_occurred_at_id is 'What was done to something.';
create index ix_audit_event_request_id on audit.audit_event (request_id) where request_id is not null;
comment on index audit.ix_audit_event_request_id is 'What a request did.';

-- Fields one after the other, each behind its length, so that no two rows have one text: '3:abc', and '-' for null.
create function audit.field(value text) returns text
    language sql immutable parallel safe
return coalesce(octet_length(value) || ':' || value, '-');
comment on function audit.field(text) is 'A field in the text that is hashed: its length in bytes of UTF-8, a colon, itself; null is a hyphen.';

create function audit.canonical(event audit.audit_event) returns text
    language sql stable parallel safe
return audit.field(event.chain::text) || audit.field(event.number::text) || audit.field(event.id::text)
    || audit.field((extract(epoch from event.occurred_at) * 1000000)::bigint::text)
    || audit.field(event.action) || audit.field(event.actor_kind) || audit.field(event.actor) || audit.field(event.token_id::text)
    || audit.field(event.request_id) || audit.field(event.address)
    || audit.field(event.entity_type) || audit.field(event.entity_id::text)
    || audit.field(event.reason) || audit.field(event.detail) || audit.field(event.occurrences::text)
    || audit.field(event.before::text) || audit.field(event.after::text);
comment on function audit.canonical(audit.audit_event) is
    'The text of an event that is hashed. Time is in microseconds since 1970, documents are as PostgreSQL prints jsonb.';

create function audit.link() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    new.chain := mod(pg_current_xact_id()::text::bigint, 64);
    new.occurred_at := coalesce(new.occurred_at, clock_timestamp());
    -- Whoever writes to the chain waits here until the transaction before has ended.
    select c.entries + 1, c.hash into strict new.number, new.previous_hash
    from audit.chain c
    where c.chain = new.chain
    for update;
    new.hash := sha256(new.previous_hash || convert_to(audit.canonical(new), 'UTF8'));
    update audit.chain set entries = new.number, hash = new.hash where chain = new.chain;
    return new;
end
$$;
comment on function audit.link() is
    'Trigger: puts an event at the end of a chain, whatever the statement says about that. Runs as the owner, since nobody else may move the end.';
create trigger tr_audit_event_link
    before insert on audit.audit_event
    for each row execute function audit.link();
create trigger tr_audit_event_append_only
    before update or delete or truncate on audit.audit_event
    for each statement execute function platform.refuse_change();

create function audit.note_change() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
declare
    secret text[] := tg_argv[1];
    before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - secret end;
    after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - secret end;
    acting text := nullif(current_setting('docket.actor', true), '');
begin
    if acting is null then
        raise exception '% of %.% is refused: nobody said who does it', tg_op, tg_table_schema, tg_table_name
            using errcode = 'insufficient_privilege', schema = tg_table_schema, table = tg_table_name,
                  hint = 'Set docket.actor and docket.actor_kind for the transaction.';
    end if;
    insert into audit.audit_event (
        action, actor_kind, actor, token_id, request_id, entity_type, entity_id, reason, before, after)
    values (
        case tg_op when 'INSERT' then 'CREATED' when 'UPDATE' then 'CHANGED' else 'DELETED' end,
        current_setting('docket.actor_kind', true),
        acting,
        nullif(current_setting('docket.actor_token', true), '')::uuid,
        nullif(current_setting('docket.request', true), ''),
        tg_argv[0],
        (coalesce(after, before) ->> 'id')::uuid,
        nullif(current_setting('docket.reason', true), ''),
        before,
        after);
    return null;
end
$$;
comment on function audit.note_change() is
    'Trigger: writes down who changed a row, from the settings docket.actor, .actor_kind, .actor_token, .request and .reason of the transaction; without an actor it refuses. Arguments: the type as the graph names it, columns to leave out.';

create function audit.refuse_truncate() returns trigger
    language plpgsql
as $$
begin
    raise exception 'TRUNCATE of %.% is refused: it would remove rows without a word in the audit', tg_table_schema, tg_table_name
        using errcode = 'restrict_violation', schema = tg_table_schema, table = tg_table_name;
end
$$;
comment on function audit.refuse_truncate() is 'Trigger of audited tables.';

create procedure audit.watch(watched regclass, entity_type text, secret text[] default '{}', noise text[] default '{}')
    language plpgsql
as $$
declare
    name text := (select relname from pg_class where oid = watched);
begin
    -- At the end of the transaction, so that it holds its place in a chain for a moment only, and nothing waits for it that it waits for.
    execute format(
        'create constraint trigger %I after insert or delete on %s deferrable initially deferred
            for each row execute function audit.note_change(%L, %L)',
        'tr_' || name || '_audited', watched, entity_type, secret);
    execute format(
        'create constraint trigger %I after update on %s deferrable initially deferred
            for each row when (to_jsonb(old) - %L::text[] is distinct from to_jsonb(new) - %L::text[])
            execute function audit.note_change(%L, %L)',
        'tr_' || name || '_audited_change', watched, noise, noise, entity_type, secret);
    execute format(
        'create trigger %I before truncate on %s for each statement execute function audit.refuse_truncate()',
        'tr_' || name || '_audited_truncate', watched);
end
$$;
comment on procedure audit.watch(regclass, text, text[], text[]) is
    'Has every write of a table audited from now on. Its key is called id. entity_type: as the graph names its rows. secret: columns that no event shows. noise: columns whose change alone is no event.';

call audit.watch('access.api_token', 'ApiToken', secret => '{secret_hash}', noise => '{uses,last_used_at}');
call audit.watch('imports.run', 'ImportRun');

create table audit.anchor (
    number bigint constraint pk_anchor primary key,
    at timestamptz not null,
    counts bigint[] not null,
    hashes bytea[] not null,
    previous_hash bytea not null,
    hash bytea not null,
    constraint ck_anchor_number_positive check (number > 0),
    constraint ck_anchor_all_chains check (cardinality(counts) = 64 and cardinality(hashes) = 64),
    constraint ck_anchor_hashes_length check (octet_length(previous_hash) = 32 and octet_length(hash) = 32)
);
comment on table audit.anchor is
    'The ends of all chains at one time, chained too. Its hash is in the log: whoever kept it can tell later that nothing before it was made anew.';
comment on column audit.anchor.number is 'From 1 on without gaps.';
comment on column audit.anchor.at is 'When.';
comment on column audit.anchor.counts is 'How many events each chain had, beginning with chain 0.';
comment on column audit.anchor.hashes is 'The hash of the last event of each.';
comment on column audit.anchor.previous_hash is 'Hash of the anchor before it; of the first: of ''docket audit anchors''.';
comment on column audit.anchor.hash is 'SHA-256 of previous_hash and the row: number, microseconds since 1970, counts, hashes in hexadecimal.';
create trigger tr_anchor_append_only
    before update or delete or truncate on audit.anchor
    for each statement execute function platform.refuse_change();

create function audit.anchor_text(anchor audit.anchor) returns text
    language sql stable parallel safe
return concat_ws(
    ' ',
    anchor.number,
    (extract(epoch from anchor.at) * 1000000)::bigint,
    array_to_string(anchor.counts, ','),
    (select string_agg(encode(u.hash, 'hex'), ',' order by u.place)
     from unnest(anchor.hashes) with ordinality u (hash, place)));
comment on function audit.anchor_text(audit.anchor) is 'The text of an anchor that is hashed.';

create function audit.drop_anchor() returns audit.anchor
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    anchor audit.anchor;
    last audit.anchor;
begin
    if not pg_try_advisory_xact_lock(6012002) then
        return null;
    end if;
    select * into last from audit.anchor order by number desc limit 1;
    select array_agg(entries order by chain), array_agg(hash order by chain)
    into anchor.counts, anchor.hashes
    from audit.chain;
    if anchor.counts = coalesce(last.counts, array_fill(0::bigint, '{64}')) then
        return null;
    end if;
    anchor.number := coalesce(last.number, 0) + 1;
    anchor.at := clock_timestamp();
    anchor.previous_hash := coalesce(last.hash, sha256('docket audit anchors'));
    anchor.hash := sha256(anchor.previous_hash || convert_to(audit.anchor_text(anchor), 'UTF8'));
    insert into audit.anchor values (anchor.*);
    return anchor;
end
$$;
comment on function audit.drop_anchor() is
    'Adds an anchor, unless nothing has happened since the last one or another server is doing it; null then. Runs as the owner: nobody else adds anchors.';

grant usage on schema audit to docket_app;
call platform.guard('audit.audit_event', 'select, insert', null);
call platform.guard('audit.chain', 'select', null);
call platform.guard('audit.anchor', 'select', null);
revoke execute on procedure audit.watch(regclass, text, text[], text[]) from public;
revoke execute on function audit.drop_anchor() from public;
grant execute on function audit.drop_anchor() to docket_app;

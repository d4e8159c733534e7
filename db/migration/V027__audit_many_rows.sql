create or replace function audit.link() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    -- Where this transaction left the end of its chain. By the key it would pass all versions that it has left behind: 10,000 events took 6 seconds.
    head tid := nullif(current_setting('docket.audit_head', true), '')::tid;
begin
    new.chain := mod(pg_current_xact_id()::text::bigint, 64);
    new.occurred_at := coalesce(new.occurred_at, clock_timestamp());
    select c.ctid, c.entries + 1, c.hash into head, new.number, new.previous_hash
    from audit.chain c
    where c.ctid = head and c.chain = new.chain
    for update;
    if not found then
        -- Whoever writes to the chain waits here until the transaction before has ended.
        select c.ctid, c.entries + 1, c.hash into strict head, new.number, new.previous_hash
        from audit.chain c
        where c.chain = new.chain
        for update;
    end if;
    new.hash := sha256(new.previous_hash || convert_to(audit.canonical(new), 'UTF8'));
    update audit.chain c set entries = new.number, hash = new.hash
    where c.chain = new.chain and c.ctid = head
    returning c.ctid into strict head;
    perform set_config('docket.audit_head', head::text, true);
    return new;
end
$$;

create or replace procedure audit.watch(watched regclass, entity_type text, secret text[] default '{}', noise text[] default '{}')
    language plpgsql
as $$
declare
    name text := (select relname from pg_class where oid = watched);
begin
    -- At the end of the transaction, so that it holds its place in a chain for a moment only, and nothing waits for it that it waits for.
    execute format(
        'create constraint trigger %I after insert or delete on %s deferrable initially deferred
            for each row when (not platform.in_bulk_load()) execute function audit.note_change(%L, %L)',
        'tr_' || name || '_audited', watched, entity_type, secret);
    execute format(
        'create constraint trigger %I after update on %s deferrable initially deferred
            for each row when (not platform.in_bulk_load() and to_jsonb(old) - %L::text[] is distinct from to_jsonb(new) - %L::text[])
            execute function audit.note_change(%L, %L)',
        'tr_' || name || '_audited_change', watched, noise, noise, entity_type, secret);
    execute format(
        'create trigger %I before truncate on %s for each statement execute function audit.refuse_truncate()',
        'tr_' || name || '_audited_truncate', watched);
end
$$;
comment on procedure audit.watch(regclass, text, text[], text[]) is
    'Has every write of a table audited from now on, but those of bulk loads. Its key is called id. entity_type: as the graph names its rows. secret: columns that no event shows. noise: columns whose change alone is no event.';

-- In SQL, a document was turned into text twice, once for its length. 50 microseconds became 16.
create or replace function audit.canonical(event audit.audit_event) returns text
    language plpgsql stable parallel safe
as $$
declare
    field text;
    line text := '';
begin
    foreach field in array array[
        event.chain::text, event.number::text, event.id::text, (extract(epoch from event.occurred_at) * 1000000)::bigint::text, event.action,
        event.actor_kind, event.actor, event.token_id::text, event.request_id, event.address, event.entity_type, event.entity_id::text, event.reason,
        event.detail, event.occurrences::text, event.before::text, event.after::text]
    loop
        line := line || coalesce(octet_length(field) || ':' || field, '-');
    end loop;
    return line;
end
$$;
drop function audit.field(text);

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
    -- Rows are compared as they are stored, where no column is noise: as documents they would be written out for nothing.
    execute format(
        'create constraint trigger %I after update on %s deferrable initially deferred
            for each row when (not platform.in_bulk_load() and %s)
            execute function audit.note_change(%L, %L)',
        'tr_' || name || '_audited_change', watched,
        case when cardinality(noise) = 0 then 'old *<> new'
             else format('to_jsonb(old) - %1$L::text[] is distinct from to_jsonb(new) - %1$L::text[]', noise) end,
        entity_type, secret);
    execute format(
        'create trigger %I before truncate on %s for each statement execute function audit.refuse_truncate()',
        'tr_' || name || '_audited_truncate', watched);
end
$$;

do $$
declare
    watched record;
begin
    for watched in
        select t.tgrelid::regclass as relation, t.tgname as name, replace(pg_get_triggerdef(t.oid),
            '((to_jsonb(old.*) - ''{}''::text[]) IS DISTINCT FROM (to_jsonb(new.*) - ''{}''::text[]))', '(old.* *<> new.*)') as definition
        from pg_trigger t
        where t.tgfoid = 'audit.note_change'::regproc and pg_get_triggerdef(t.oid) like '%(to_jsonb(old.*) - ''{}''::text[])%'
    loop
        execute format('drop trigger %I on %s', watched.name, watched.relation);
        execute watched.definition;
    end loop;
end
$$;

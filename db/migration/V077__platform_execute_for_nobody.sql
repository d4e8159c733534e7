set local lock_timeout = '5s';

-- A function that runs as the owner does what it does for whoever makes it the trigger of a table of his own. Triggers that are there do not ask for the right.
revoke execute on function audit.link() from public;
revoke execute on function audit.note_change() from public;
revoke execute on function metrics.forget() from public;
revoke execute on function sla.count_edition() from public;

do $$
begin
    execute format('revoke temporary on database %I from public', current_database());
    -- Imports gather their rows in a temporary table.
    execute format('grant temporary on database %I to docket_app', current_database());
end
$$;

set local lock_timeout = '5s';

-- Entries are numbered after they were written; nothing else of them changes.
revoke update on events.outbox_event from docket_app;
grant update (position) on events.outbox_event to docket_app;

create function decisions.keep_points() returns trigger
    language plpgsql
as $$
declare
    balance int;
begin
    select greatest(0, least(1000, sum(e.points)))::int into balance
    from decisions.health_ledger_entry e
    where case tg_table_name when 'seller' then e.seller_id = new.id else e.creator_id = new.id end;
    if new.health_points is distinct from balance then
        raise exception 'health points of % % are %, by the ledger, not %', tg_table_name, new.id, coalesce(balance, old.health_points), new.health_points
            using errcode = 'restrict_violation', schema = 'subjects', table = tg_table_name;
    end if;
    return new;
end
$$;
comment on function decisions.keep_points() is
    'Trigger: health points change by entries of the ledger alone, whose sum they are.';
create trigger tr_seller_points
    before update of health_points on subjects.seller
    for each row when (new.health_points is distinct from old.health_points and not platform.in_bulk_load())
    execute function decisions.keep_points();
create trigger tr_creator_points
    before update of health_points on subjects.creator
    for each row when (new.health_points is distinct from old.health_points and not platform.in_bulk_load())
    execute function decisions.keep_points();

create function decisions.keep_looked() returns trigger
    language plpgsql
as $$
begin
    if exists (
        select from cases.moderation_case c
        where c.id = new.case_id and c.state = 'PENDING_APPROVAL'
          and not exists (select from decisions.decision d where d.case_id = c.id and d.approval = 'PENDING')) then
        raise exception 'case % waits for an approval, and decision % was %', new.case_id, new.id, new.approval
            using errcode = 'restrict_violation', schema = 'decisions', table = 'decision';
    end if;
    return null;
end
$$;
comment on function decisions.keep_looked() is
    'Trigger: with an approval or a refusal the case goes on, in the same transaction.';
create constraint trigger tr_decision_looked
    after update of approval on decisions.decision
    deferrable initially deferred
    for each row when (old.approval = 'PENDING' and new.approval <> 'PENDING' and not platform.in_bulk_load())
    execute function decisions.keep_looked();

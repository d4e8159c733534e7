-- Under the policy of sellers each one cost a company's query a look into an index of cases, two thirds of what all policies together cost a page.

set local lock_timeout = '5s';

alter table subjects.seller
    add column seen_by uuid[] not null default '{}',
    add constraint ck_seller_seen_by_told check (array_position(seen_by, null) is null) not valid;
comment on column subjects.seller.seen_by is
    'Companies that see the seller, as far as was noted: each one here has a case about the seller, and one that is missing may have one all the same. Written by triggers of cases alone; nobody else may, and no company reads it.';

-- By column, so that those who write sellers do not write this, and those who are told rows by it do not read it: a column that comes later is granted as it comes.
do $$
declare
    others constant text := (
        select string_agg(quote_ident(attname), ', ' order by attnum)
        from pg_attribute
        where attrelid = 'subjects.seller'::regclass and attnum > 0 and not attisdropped and attname <> 'seen_by');
begin
    revoke insert, update on subjects.seller from docket_app;
    execute format('grant insert (%1$s), update (%1$s) on subjects.seller to docket_app', others);
    revoke select on subjects.seller from docket_scoped;
    execute format('grant select (%1$s) on subjects.seller to docket_scoped', others);
end
$$;

create function subjects.note_company() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform from subjects.seller s
    where exists (select from added a where a.seller_id = s.id and a.vendor_id is not null and not a.vendor_id = any (s.seen_by))
    order by s.id for no key update;
    if found then
        update subjects.seller s set seen_by = s.seen_by || n.companies
        from (
            select a.seller_id, array_agg(distinct a.vendor_id) as companies
            from added a join subjects.seller k on k.id = a.seller_id
            where a.vendor_id is not null and not a.vendor_id = any (k.seen_by)
            group by a.seller_id) n
        where s.id = n.seller_id;
    end if;
    return null;
end
$$;
comment on function subjects.note_company() is 'Trigger: the company of a new case sees its seller.';

create function subjects.note_other_company() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if old.seller_id is not null and old.vendor_id is not null then
        -- Whether or not the company has another case of the seller: two that leave at once would each count on the other. The policy looks for itself
        -- where a company is missing.
        perform from subjects.seller s where s.id = old.seller_id for no key update;
        update subjects.seller s set seen_by = array_remove(s.seen_by, old.vendor_id)
        where s.id = old.seller_id and old.vendor_id = any (s.seen_by);
    end if;
    if tg_op = 'UPDATE' and new.vendor_id is not null then
        update subjects.seller s set seen_by = s.seen_by || new.vendor_id
        where s.id = new.seller_id and not new.vendor_id = any (s.seen_by);
    end if;
    return null;
end
$$;
comment on function subjects.note_other_company() is
    'Trigger: the company that a case leaves is no longer noted with its seller, and the one that it comes to is.';

revoke execute on function subjects.note_company(), subjects.note_other_company() from public;

-- Of bulk loads, too: a company that stays noted would see what it may not.
create trigger tr_moderation_case_company
    after insert on cases.moderation_case referencing new table as added
    for each statement execute function subjects.note_company();
create trigger tr_moderation_case_other_company
    after update of seller_id, vendor_id on cases.moderation_case
    for each row when ((old.seller_id, old.vendor_id) is distinct from (new.seller_id, new.vendor_id))
    execute function subjects.note_other_company();
create trigger tr_moderation_case_gone
    after delete on cases.moderation_case
    for each row execute function subjects.note_other_company();

alter policy scoped on subjects.seller using (
    ((select platform.all_places()) and (select platform.scoped_vendor()) = any (seen_by))
    or exists (select from cases.moderation_case c where c.seller_id = seller.id));

drop trigger tr_seller_audited on subjects.seller;
drop trigger tr_seller_audited_change on subjects.seller;
drop trigger tr_seller_audited_truncate on subjects.seller;
call audit.watch('subjects.seller', 'Seller', secret => '{name,external_ref,seen_by}', noise => '{state,health_points,version,seen_by}');

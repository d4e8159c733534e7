-- Under the policy of sellers each one cost a company's query a look into an index of cases, two thirds of what all policies together cost a page.

set local lock_timeout = '5s';

-- Cases before sellers, as those who write them take them.
lock table cases.moderation_case in share row exclusive mode;

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
    -- Nor does the key change: a seller that got the key of another would have its companies.
    execute format('grant insert (%s), update (%s) on subjects.seller to docket_app', others, regexp_replace(others, '^id, ', ''));
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
            from added a
            join subjects.seller k on k.id = a.seller_id
            -- As it stands: another trigger may have moved it.
            join cases.moderation_case c on (c.id, c.seller_id, c.vendor_id) = (a.id, a.seller_id, a.vendor_id)
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
        if not found then
            raise exception 'the seller % of case % is not seen by the owner of this function', old.seller_id, old.id;
        end if;
        update subjects.seller s set seen_by = array_remove(s.seen_by, old.vendor_id)
        where s.id = old.seller_id and old.vendor_id = any (s.seen_by);
    end if;
    if tg_op = 'UPDATE' and new.vendor_id is not null then
        update subjects.seller s set seen_by = s.seen_by || new.vendor_id
        where s.id = new.seller_id and not new.vendor_id = any (s.seen_by)
          and exists (
              select from cases.moderation_case c
              where (c.id, c.seller_id, c.vendor_id) = (new.id, new.seller_id, new.vendor_id));
    end if;
    return null;
end
$$;
comment on function subjects.note_other_company() is
    'Trigger: the company that a case leaves is no longer noted with its seller, and the one that it comes to is.';

create procedure subjects.note_companies()
    language plpgsql
as $$
declare
    last uuid := '00000000-0000-0000-0000-000000000000';
    part uuid[];
begin
    loop
        part := array(select s.id from subjects.seller s where s.id > last order by s.id limit 500);
        exit when cardinality(part) = 0;
        begin
            -- First the lock, then the look: what left a company before is seen to have left, and what leaves later waits, and is taken out then.
            perform from subjects.seller s where s.id = any (part) order by s.id for no key update;
            update subjects.seller s set seen_by = n.companies
            from (
                select k.id, array(
                    select distinct c.vendor_id from cases.moderation_case c where c.seller_id = k.id and c.vendor_id is not null) as companies
                from subjects.seller k where k.id = any (part)) n
            where s.id = n.id and s.seen_by <> n.companies;
            last := part[cardinality(part)];
        exception when deadlock_detected or lock_not_available then
            -- Somebody moves cases of these sellers: once more.
            null;
        end;
        commit;
    end loop;
end
$$;
comment on procedure subjects.note_companies() is
    'Notes anew, a few sellers at a time and while cases are written, which companies have cases about which sellers. For the owner, after rows were written without triggers; outside of a transaction, and read committed.';

revoke execute on function subjects.note_company(), subjects.note_other_company() from public;
revoke execute on procedure subjects.note_companies() from public;

-- Of bulk loads, too: a company that stays noted would see what it may not.
create trigger tr_moderation_case_company
    after insert on cases.moderation_case referencing new table as added
    for each statement execute function subjects.note_company();
create trigger tr_moderation_case_other_company
    after update on cases.moderation_case
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

-- Outside of a transaction, since cases are written meanwhile: a few at a time, so that nobody waits for long for a seller.
do $$
declare
    last uuid := '00000000-0000-0000-0000-000000000000';
    part uuid[];
begin
    loop
        part := array(select s.id from subjects.seller s where s.id > last order by s.id limit 500);
        exit when cardinality(part) = 0;
        -- First the lock, then the look: what left a company before is seen to have left, and what leaves later waits, and is taken out then.
        perform from subjects.seller s where s.id = any (part) order by s.id for no key update;
        update subjects.seller s set seen_by = c.companies
        from (
            select c.seller_id, array_agg(distinct c.vendor_id) as companies
            from cases.moderation_case c
            where c.seller_id = any (part) and c.vendor_id is not null
            group by c.seller_id) c
        where s.id = c.seller_id and s.seen_by <> c.companies;
        commit;
        last := part[cardinality(part)];
    end loop;
end
$$;
alter table subjects.seller validate constraint ck_seller_seen_by_told;
analyze subjects.seller;

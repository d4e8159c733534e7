-- As before, but for two faults. A time was told in the zone of whoever asked: the same seller had one picture in Berlin and another in Tokyo. And where
-- the table has a column of that name, 'kind' was that column's value, not what kind of subject it is.
create or replace function subjects.picture(kind text, seller uuid, creator uuid, listing uuid, content uuid, claim uuid) returns jsonb
    language sql stable parallel safe
return case kind
    when 'SELLER' then (
        select jsonb_build_object('kind', 'SELLER', 'name', s.name, 'externalRef', s.external_ref, 'sellerKind', s.kind, 'traderVerifiedAt',
            (to_jsonb(s.trader_verified_at at time zone 'UTC') #>> '{}') || '+00:00')
        from subjects.seller s where s.id = seller)
    when 'CREATOR' then (
        select jsonb_build_object('kind', 'CREATOR', 'name', c.display_name, 'handle', c.handle)
        from subjects.creator c where c.id = creator)
    when 'LISTING' then (
        select jsonb_build_object('kind', 'LISTING', 'name', l.title, 'category', l.category_path, 'ean13', l.ean13, 'brand', l.brand, 'regulatedClass', l.regulated_class, 'language', l.language)
        from subjects.product_listing l where l.id = listing)
    when 'CONTENT' then (
        select jsonb_build_object('kind', 'CONTENT', 'name', c.caption, 'contentKind', c.kind, 'language', c.language)
        from subjects.content c where c.id = content)
    when 'IPR_CLAIM' then (
        select jsonb_build_object('kind', 'IPR_CLAIM', 'name', i.rights_owner, 'rightKind', i.right_kind, 'registrationNo', i.registration_no, 'evidence', i.evidence)
        from subjects.ipr_claim i where i.id = claim)
end;

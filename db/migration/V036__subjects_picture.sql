create function subjects.picture(kind text, seller uuid, creator uuid, listing uuid, content uuid, claim uuid) returns jsonb
    language sql stable parallel safe
return case kind
    when 'SELLER' then (
        select jsonb_build_object('kind', kind, 'name', s.name, 'externalRef', s.external_ref, 'sellerKind', s.kind, 'traderVerifiedAt', s.trader_verified_at)
        from subjects.seller s where s.id = seller)
    when 'CREATOR' then (
        select jsonb_build_object('kind', kind, 'name', c.display_name, 'handle', c.handle)
        from subjects.creator c where c.id = creator)
    when 'LISTING' then (
        select jsonb_build_object('kind', kind, 'name', l.title, 'category', l.category_path, 'ean13', l.ean13, 'brand', l.brand, 'regulatedClass', l.regulated_class, 'language', l.language)
        from subjects.product_listing l where l.id = listing)
    when 'CONTENT' then (
        select jsonb_build_object('kind', kind, 'name', c.caption, 'contentKind', c.kind, 'language', c.language)
        from subjects.content c where c.id = content)
    when 'IPR_CLAIM' then (
        select jsonb_build_object('kind', kind, 'name', i.rights_owner, 'rightKind', i.right_kind, 'registrationNo', i.registration_no, 'evidence', i.evidence)
        from subjects.ipr_claim i where i.id = claim)
end;
comment on function subjects.picture(text, uuid, uuid, uuid, uuid, uuid) is
    'How the subject of a case looks now: what a decision may rest on, and nothing that measures change.';

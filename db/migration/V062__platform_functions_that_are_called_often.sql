-- Each statement reads the conditions of its triggers anew, and looks into functions in SQL to put them in line, which costs more than they do. In
-- PL/pgSQL they are read once for each connection.

create or replace function platform.in_bulk_load() returns boolean
    language plpgsql stable parallel safe
as $$
begin
    return coalesce(current_setting('docket.bulk_load', true), '') = 'on';
end
$$;

create or replace function metrics.may_be_kept(at timestamptz) returns boolean
    language plpgsql stable parallel safe
as $$
begin
    return at < (metrics.running_week(now())::timestamp at time zone 'UTC') + interval '12 hours';
end
$$;

create or replace function metrics.note(figures text[], changed_at timestamptz, market_code text) returns void
    language plpgsql
as $$
begin
    if metrics.may_be_kept(changed_at) then
        insert into metrics.change (figure, at, market)
        select figure, changed_at, market_code from unnest(figures) figure
        on conflict do nothing;
    end if;
end
$$;

create or replace function metrics.note_case(figures text[], changed uuid) returns void
    language plpgsql
as $$
begin
    insert into metrics.change (figure, case_id)
    select figure, changed from unnest(figures) figure
    on conflict do nothing;
end
$$;

create or replace function subjects.picture(kind text, seller uuid, creator uuid, listing uuid, content uuid, claim uuid) returns jsonb
    language plpgsql stable parallel safe
as $$
begin
    case picture.kind
        when 'SELLER' then
            return (
                select jsonb_build_object('kind', 'SELLER', 'name', s.name, 'externalRef', s.external_ref, 'sellerKind', s.kind, 'traderVerifiedAt',
                    (to_jsonb(s.trader_verified_at at time zone 'UTC') #>> '{}') || '+00:00')
                from subjects.seller s where s.id = picture.seller);
        when 'CREATOR' then
            return (
                select jsonb_build_object('kind', 'CREATOR', 'name', c.display_name, 'handle', c.handle)
                from subjects.creator c where c.id = picture.creator);
        when 'LISTING' then
            return (
                select jsonb_build_object('kind', 'LISTING', 'name', l.title, 'category', l.category_path, 'ean13', l.ean13, 'brand', l.brand,
                    'regulatedClass', l.regulated_class, 'language', l.language)
                from subjects.product_listing l where l.id = picture.listing);
        when 'CONTENT' then
            return (
                select jsonb_build_object('kind', 'CONTENT', 'name', c.caption, 'contentKind', c.kind, 'language', c.language)
                from subjects.content c where c.id = picture.content);
        when 'IPR_CLAIM' then
            return (
                select jsonb_build_object('kind', 'IPR_CLAIM', 'name', i.rights_owner, 'rightKind', i.right_kind, 'registrationNo', i.registration_no,
                    'evidence', i.evidence)
                from subjects.ipr_claim i where i.id = picture.claim);
        else
            return null;
    end case;
end
$$;

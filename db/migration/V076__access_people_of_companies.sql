set local lock_timeout = '5s';

create or replace function access.keep_reviewer_of_vendor() returns trigger
    language plpgsql
as $$
begin
    if not exists (
        select from vendors.reviewer r where r.id = new.reviewer_id and r.vendor_id is not distinct from new.vendor_id) then
        raise exception 'the person who works with token % is not the vendor''s, or works for one', new.public_id
            using errcode = 'restrict_violation', schema = 'access', table = 'api_token';
    end if;
    return new;
end
$$;
comment on function access.keep_reviewer_of_vendor() is
    'Trigger: with a vendor''s token works one of the vendor''s own people, with one of the house somebody of the house. Who works for a vendor sees its rows only.';

-- Those that were made before see all companies' rows.
select set_config('docket.actor_kind', 'SERVER', true), set_config('docket.actor', 'docket', true),
    set_config('docket.reason', 'A person of a company worked with it as one of the house', true);
update access.api_token t
set revoked_at = now()
where t.revoked_at is null
  and exists (select from vendors.reviewer r where r.id = t.reviewer_id and r.vendor_id is distinct from t.vendor_id);

set local lock_timeout = '5s';

alter table access.api_token
    add column reviewer_id uuid constraint fk_api_token_reviewer_id references vendors.reviewer,
    drop constraint ck_api_token_roles,
    drop constraint ck_api_token_scopes;
-- A few hundred rows: checked at once.
alter table access.api_token
    add constraint ck_api_token_roles check (
        roles <@ array['ADMINISTRATOR', 'ANALYST', 'TEAM_LEAD', 'REVIEWER', 'APPEAL_REVIEWER', 'QA_AUDITOR', 'VENDOR']
    ),
    add constraint ck_api_token_scopes check (
        scopes <@ array[
            'VIEWER_READ', 'CASES_READ', 'DECISIONS_READ', 'APPEALS_READ', 'QUALITY_READ', 'WORKFORCE_READ',
            'PERSONAL_DATA_READ', 'HANDLERS_READ', 'BLIND_DECISIONS_READ',
            'METRICS_READ', 'KNOWLEDGE_READ', 'DIAGNOSTICS_READ', 'IMPORTS_WRITE', 'TOKENS_READ', 'TOKENS_WRITE', 'AUDIT_READ',
            'CASES_REPORT', 'CASES_WORK', 'CASES_LEAD', 'ON_BEHALF'
        ]
    );
comment on column access.api_token.reviewer_id is
    'The person who works with it; null: a program''s. Nobody else can be named then as the one who acts, unless it has the scope ON_BEHALF.';
comment on constraint fk_api_token_reviewer_id on access.api_token is 'Not walked from the reviewer, so without an index.';

create function access.keep_reviewer_of_vendor() returns trigger
    language plpgsql
as $$
begin
    if not exists (select from vendors.reviewer r where r.id = new.reviewer_id and (new.vendor_id is null or r.vendor_id = new.vendor_id)) then
        raise exception 'the person who works with token % is not the vendor''s', new.public_id
            using errcode = 'restrict_violation', schema = 'access', table = 'api_token';
    end if;
    return new;
end
$$;
comment on function access.keep_reviewer_of_vendor() is 'Trigger: with a vendor''s token works one of the vendor''s own people.';
create trigger tr_api_token_reviewer_of_vendor
    before insert or update of reviewer_id, vendor_id on access.api_token
    for each row when (new.reviewer_id is not null)
    execute function access.keep_reviewer_of_vendor();

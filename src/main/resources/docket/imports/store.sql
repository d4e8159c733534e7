-- Everything that a stretch of lines holds, table by table; each statement takes the first line and the line after the last.
insert into subjects.product_listing (id, ean13, language, listed_on, source_platform)
select id, content_id_ean, language, content_date, platform_name
from staged
where line >= ? and line < ? and content_kind is null;

insert into subjects.content (id, kind, language, posted_on, source_platform)
select id, content_kind, language, content_date, platform_name
from staged
where line >= ? and line < ? and content_kind is not null;

-- When the matter first came up is not told: it begins, is decided and closed in one instant. Nor is its severity: the normal one.
insert into cases.moderation_case (
    id, domain, subject_kind, listing_id, content_id, title, summary, severity, state, language,
    source_type, source_detail, source_platform, received_at, decided_at, closed_at)
select id, domain,
       case when content_kind is null then 'LISTING' else 'CONTENT' end,
       case when content_kind is null then id end,
       case when content_kind is not null then id end,
       title, summary, 'P2', 'CLOSED', language,
       source_word, 'IMPORT', platform_name, decided_at, decided_at, decided_at
from staged
where line >= ? and line < ?;

insert into cases.case_event (case_id, seq, kind, to_state, occurred_at, actor_kind)
select id, 1, 'CLOSED', 'CLOSED', decided_at, 'IMPORT'
from staged
where line >= ? and line < ?;

insert into decisions.decision (
    id, case_id, level, outcome, ground, statement_category, legacy_category, source_platform,
    automated_detection, automated_decision, decided_at)
select id, id, 'FIRST', 'VIOLATION', ground, statement_category, legacy_category, platform_name,
       automated_detection, automation, decided_at
from staged
where line >= ? and line < ?;

insert into decisions.enforcement_action (
    decision_id, kind, state, effective_at, ends_at, territorial_scope, restriction)
select s.id, a.kind,
       case
           when a.ends_on < s.application_date or a.ends_on <= current_date then 'EXPIRED'
           when s.application_date > current_date then 'NOTICE'
           else 'ACTIVE'
       end,
       s.application_date::timestamp at time zone 'UTC',
       a.ends_on::timestamp at time zone 'UTC',
       s.territorial_scope, a.restriction
from staged s
cross join lateral (
    select v.kind, s.end_date_visibility_restriction,
           case when v.kind = 'OTHER_VISIBILITY_RESTRICTION' then s.decision_visibility_other end
    from unnest(s.visibility) as v (kind)
    union all
    select s.monetary, s.end_date_monetary_restriction,
           case when s.monetary = 'OTHER_MONETARY_RESTRICTION' then s.decision_monetary_other end
    where s.monetary is not null
    union all
    select s.provision, s.end_date_service_restriction, null where s.provision is not null
    union all
    select s.account, s.end_date_account_restriction, null where s.account is not null
) as a (kind, ends_on, restriction)
where s.line >= ? and s.line < ?;

insert into imports.statement (id, run_id, additional_categories, keywords, %1$s)
select id, current_setting('docket.import_run')::uuid, additional_categories, keywords, %1$s
from staged
where line >= ? and line < ?;

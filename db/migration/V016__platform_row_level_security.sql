-- Waits for nobody longer than this: every table is locked for a moment, all of them until the end of this migration.
set local lock_timeout = '5s';

do $$
begin
    if not exists (select from pg_roles where rolname = 'docket_app') then
        create role docket_app;
    end if;
    if not exists (select from pg_roles where rolname = 'docket_scoped') then
        create role docket_scoped;
    end if;
end
$$;

create function platform.scoped_vendor() returns uuid
    language sql stable parallel safe
return nullif(current_setting('docket.vendor', true), '')::uuid;
comment on function platform.scoped_vendor() is
    'The company whose rows alone the transaction may see; null, and so no row at all, until the transaction has said it.';

create function platform.all_sites() returns boolean
    language sql stable parallel safe
return coalesce(current_setting('docket.sites', true), '') = '*';
comment on function platform.all_sites() is
    'Whether the transaction may see rows of every site of its company; false until the transaction has said it.';

create function platform.all_places() returns boolean
    language sql stable parallel safe
return coalesce(current_setting('docket.sites', true), '') = '*' and coalesce(current_setting('docket.markets', true), '') = '*';
comment on function platform.all_places() is 'Whether the transaction may see rows of its company wherever they are from.';

create function platform.scoped_sites() returns uuid[]
    language sql stable parallel safe
return case when platform.all_sites() then null else nullif(current_setting('docket.sites', true), '')::uuid[] end;
comment on function platform.scoped_sites() is 'The sites whose rows alone the transaction may see; null, and so none, when it has named none.';

create function platform.all_markets() returns boolean
    language sql stable parallel safe
return coalesce(current_setting('docket.markets', true), '') = '*';
comment on function platform.all_markets() is
    'Whether the transaction may see rows of every market; false until the transaction has said it.';

create function platform.scoped_markets() returns text[]
    language sql stable parallel safe
return case when platform.all_markets() then null else nullif(current_setting('docket.markets', true), '')::text[] end;
comment on function platform.scoped_markets() is
    'The markets whose rows alone the transaction may see; null, and so none, when it has named none.';

create procedure platform.enter_scope(vendor text, sites text, markets text)
    language plpgsql
as $$
begin
    perform
        set_config('docket.vendor', vendor, true),
        set_config('docket.sites', sites, true),
        set_config('docket.markets', markets, true);
end
$$;
comment on procedure platform.enter_scope(text, text, text) is
    'Says whose rows the transaction may see: a company, and as array literals its sites and markets, * for all. Returns no row, so that it can stand before the first statement.';

create procedure platform.guard(guarded regclass, app_may text, scoped_see text)
    language plpgsql
as $$
begin
    execute format('alter table %s enable row level security, force row level security', guarded);
    execute format('create policy own_house on %s to docket_app, current_user using (true) with check (true)', guarded);
    execute format('grant %s on %s to docket_app', app_may, guarded);
    if scoped_see is not null then
        execute format('create policy scoped on %s for select to docket_scoped using (%s)', guarded, scoped_see);
        execute format('grant select on %s to docket_scoped', guarded);
    end if;
end
$$;
comment on procedure platform.guard(regclass, text, text) is
    'What every new table needs: row-level security, forced; what docket_app may do with it; the condition under which docket_scoped sees a row, null: never. Conditions compare with (select platform.scoped_vendor()) and the like, so that they are evaluated once per statement and indexes stay of use, or ask whether the parent is seen.';

grant usage on schema
    platform, subjects, vendors, policies, sops, cases, decisions, appeals, escalations, sla, quality, imports, metrics, access
    to docket_app;
grant usage on schema
    platform, subjects, vendors, policies, sops, cases, decisions, appeals, escalations, sla, quality, imports, metrics
    to docket_scoped;
revoke execute on procedure platform.guard(regclass, text, text) from public;

do $$
declare
    of_vendor constant text := 'vendor_id = (select platform.scoped_vendor())';
    in_site constant text := '(platform.all_sites() or site_id = any (platform.scoped_sites()))';
    in_market constant text := '(platform.all_markets() or market = any (platform.scoped_markets()))';
    -- Asked once per statement: most callers are bound to a company only.
    anywhere constant text := '(select platform.all_places())';
    of_site constant text := '(' || anywhere || ' or ' || in_site || ')';
    of_market constant text := '(' || anywhere || ' or ' || in_market || ')';
    of_all constant text := of_vendor || ' and (' || anywhere || ' or (' || in_site || ' and ' || in_market || '))';
    of_case constant text := 'exists (select from cases.moderation_case c where c.id = case_id)';
    of_person constant text := 'exists (select from vendors.reviewer r where r.id = reviewer_id)';
    of_decision constant text := 'exists (select from decisions.decision d where d.id = decision_id)';
    change constant text := 'select, insert, update';
    add constant text := 'select, insert';
    rewrite constant text := 'select, insert, update, delete';
begin
    call platform.guard('platform.market', 'select, update', 'true');

    -- Whom a case is about is seen by those who see one of the cases.
    call platform.guard('subjects.seller', change, 'exists (select from cases.moderation_case c where c.seller_id = seller.id)');
    call platform.guard('subjects.creator', change, 'exists (select from cases.moderation_case c where c.creator_id = creator.id)');
    call platform.guard(
        'subjects.product_listing', change, 'exists (select from cases.moderation_case c where c.listing_id = product_listing.id)');
    call platform.guard('subjects.content', change, 'exists (select from cases.moderation_case c where c.content_id = content.id)');
    call platform.guard(
        'subjects.ipr_claim', change, 'exists (select from cases.moderation_case c where c.ipr_claim_id = ipr_claim.id)');

    call platform.guard('vendors.vendor', change, 'id = (select platform.scoped_vendor())');
    call platform.guard(
        'vendors.vendor_site', change,
        of_vendor || ' and (' || anywhere || ' or platform.all_sites() or id = any (platform.scoped_sites()))');
    call platform.guard('vendors.site_shift', change, 'exists (select from vendors.vendor_site s where s.id = site_id)');
    call platform.guard('vendors.vendor_contract', change, of_vendor);
    call platform.guard('vendors.reviewer', change, of_vendor || ' and ' || of_site);
    call platform.guard('vendors.reviewer_skill', change, of_person);

    call platform.guard('policies.policy', change, 'true');
    call platform.guard('policies.policy_clause', change, 'true');
    call platform.guard('sops.topic', change, 'true');
    call platform.guard('sops.sop', change, 'true');
    call platform.guard('sops.sop_clause', change, 'true');
    call platform.guard('sops.sop_version', change, 'status not in (''DRAFT'', ''IN_REVIEW'', ''CHANGES_REQUESTED'', ''APPROVED'')');
    call platform.guard('sops.sop_step', change, 'exists (select from sops.sop_version v where v.id = sop_version_id)');
    call platform.guard('sops.policy_update', change, 'status not in (''DRAFT'', ''IN_REVIEW'', ''APPROVED'')');
    call platform.guard('sops.acknowledgement', change, of_person);

    call platform.guard('cases.queue', change, of_vendor || ' and (market is null or ' || of_market || ')');
    call platform.guard(
        'cases.routing_rule_version', change, 'exists (select from cases.queue q where q.id = queue_id)');
    call platform.guard('cases.moderation_case', change, of_vendor || ' and ' || of_market);
    call platform.guard('cases.case_report', change, of_case);
    call platform.guard('cases.subject_snapshot', add, of_case);
    -- A case may have been in hands of others: who of them had it is theirs to know. Its history is the case's.
    call platform.guard('cases.assignment', change, of_case || ' and ' || of_person);
    call platform.guard('cases.lease', change, of_case || ' and ' || of_person);
    call platform.guard('cases.case_event', add, of_case);

    call platform.guard('decisions.decision', change, of_all);
    call platform.guard('decisions.decision_clause', add, of_decision);
    call platform.guard('decisions.enforcement_action', change, of_decision);

    call platform.guard('appeals.appeal_policy', change, 'true');
    call platform.guard('appeals.appeal', change, of_all);
    call platform.guard('appeals.appeal_action', change, 'exists (select from appeals.appeal a where a.id = appeal_id)');
    call platform.guard('appeals.external_dispute', change, 'exists (select from appeals.appeal a where a.id = appeal_id)');

    call platform.guard('escalations.escalation', change, of_all);

    call platform.guard('sla.business_calendar', change, 'true');
    call platform.guard('sla.calendar_hours', change, 'true');
    call platform.guard('sla.calendar_holiday', change, 'true');
    call platform.guard('sla.sla_policy', change, '(vendor_id is null or ' || of_vendor || ')');
    call platform.guard('sla.sla_clock', change, of_vendor || ' and ' || of_market);
    call platform.guard('sla.sla_pause', change, 'exists (select from sla.sla_clock k where k.id = sla_clock_id)');

    call platform.guard('quality.qa_plan', change, '(vendor_id is null or ' || of_vendor || ')');
    call platform.guard('quality.qa_sample', change, of_decision);
    call platform.guard('quality.qa_review', change, of_all);
    call platform.guard('quality.qa_finding', change, 'exists (select from quality.qa_review v where v.id = qa_review_id)');

    -- Asked for as a part of decisions, so that they may be read, and are empty.
    call platform.guard('imports.run', change, 'false');
    call platform.guard('imports.statement', add, 'false');

    -- Cells know no sites, so that nobody who is bound to some may take a sum from them: without kept weeks everything is counted.
    -- Percentiles of a company are over all its markets.
    call platform.guard(
        'metrics.kept_week', rewrite, '(select platform.all_sites()) and (figure <> ''TURNAROUND'' or (select platform.all_markets()))');
    call platform.guard('metrics.week_cell', rewrite, of_vendor || ' and ' || of_market || ' and (select platform.all_sites())');
    call platform.guard(
        'metrics.week_percentile', rewrite,
        'dimension = ''VENDOR'' and ' || of_vendor || ' and (select platform.all_sites()) and (select platform.all_markets())');
    -- Says that something of a case has changed, and not what; without it nobody could tell that a kept figure is out of date.
    call platform.guard('metrics.change', rewrite, 'true');

    call platform.guard('access.api_token', change, null);
end
$$;
grant select on metrics.changed_week to docket_app, docket_scoped;

-- Forgetting all kept weeks empties tables, which takes their owner.
alter function metrics.forget() security definer;
alter function metrics.forget() set search_path = '';

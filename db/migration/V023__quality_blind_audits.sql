-- Waits for nobody longer than this: tables are locked for a moment, all of them until the end of this migration.
set local lock_timeout = '5s';

do $$
begin
    if not exists (select from pg_roles where rolname = 'docket_blind') then
        create role docket_blind;
    end if;
end
$$;

-- What an audit is about has to be found by whoever may not see the decision that tells it.
alter table quality.qa_sample
    add constraint uk_qa_sample_id_qa_plan_id unique (id, qa_plan_id);
comment on constraint uk_qa_sample_id_qa_plan_id on quality.qa_sample is
    'Target of the key that keeps a review''s plan true.';
alter table quality.qa_review
    add column qa_plan_id uuid,
    add column case_id uuid,
    add column sop_version_id uuid,
    add column snapshot_id uuid;

create function quality.take_matter() returns trigger
    language plpgsql
as $$
begin
    select d.case_id, d.sop_version_id, d.snapshot_id
    into new.case_id, new.sop_version_id, new.snapshot_id
    from decisions.decision d
    where d.id = new.decision_id;
    select s.qa_plan_id into new.qa_plan_id from quality.qa_sample s where s.id = new.qa_sample_id;
    return new;
end
$$;
comment on function quality.take_matter() is
    'Trigger: an audit is about the case, the procedure and the evidence of its decision, and of the plan of its sample, whatever the statement says. A decision never changes in these.';

update quality.qa_review r
set case_id = d.case_id, sop_version_id = d.sop_version_id, snapshot_id = d.snapshot_id, qa_plan_id = s.qa_plan_id
from decisions.decision d, quality.qa_sample s
where d.id = r.decision_id and s.id = r.qa_sample_id;

alter table quality.qa_review
    alter column qa_plan_id set not null,
    alter column case_id set not null,
    add constraint fk_qa_review_qa_sample_id_qa_plan_id foreign key (qa_sample_id, qa_plan_id)
        references quality.qa_sample (id, qa_plan_id),
    add constraint fk_qa_review_decision_id_case_id foreign key (decision_id, case_id)
        references decisions.decision (id, case_id),
    add constraint fk_qa_review_snapshot_id_case_id foreign key (snapshot_id, case_id)
        references cases.subject_snapshot (id, case_id),
    add constraint fk_qa_review_sop_version_id foreign key (sop_version_id) references sops.sop_version;
comment on column quality.qa_review.qa_plan_id is 'The sample''s plan; set as the row is written.';
comment on column quality.qa_review.case_id is
    'The decision''s case; set as the row is written. With an open blind audit nothing that was decided in it is shown to docket_blind.';
comment on column quality.qa_review.sop_version_id is
    'The version of the procedure that the decision followed; set as the row is written. Null: imported.';
comment on column quality.qa_review.snapshot_id is 'The evidence that the decision rests on; set as the row is written. Null: imported.';
comment on constraint fk_qa_review_qa_sample_id_qa_plan_id on quality.qa_review is 'The plan is the sample''s.';
comment on constraint fk_qa_review_decision_id_case_id on quality.qa_review is 'The case is the decision''s.';
comment on constraint fk_qa_review_snapshot_id_case_id on quality.qa_review is
    'The evidence belongs to the case. Not walked from the snapshot, so without an index.';
comment on constraint fk_qa_review_sop_version_id on quality.qa_review is
    'Not walked from the version, and versions are not deleted, so without an index.';
create index ix_qa_review_qa_plan_id_id on quality.qa_review (qa_plan_id, id);
comment on index quality.ix_qa_review_qa_plan_id_id is 'QaPlan.reviews.';
create index ix_qa_review_case_id_open_blind
    on quality.qa_review (case_id)
    where blind and state in ('SAMPLED', 'ASSIGNED', 'IN_AUDIT');
comment on index quality.ix_qa_review_case_id_open_blind is 'Whether a case has an open blind audit; small.';
create trigger tr_qa_review_matter
    before insert or update of decision_id, qa_sample_id, qa_plan_id, case_id, sop_version_id, snapshot_id on quality.qa_review
    for each row execute function quality.take_matter();

create view quality.blinded_case as
select case_id
from quality.qa_review
where blind and state in ('SAMPLED', 'ASSIGNED', 'IN_AUDIT');
comment on view quality.blinded_case is
    'Cases with an audit whose auditor is to judge without knowing what was decided, and has not yet. Reads as its owner: the policies of audits ask it, which could not ask themselves.';
comment on column quality.blinded_case.case_id is 'The case, once for each such audit.';

drop procedure platform.guard(regclass, text, text);
create procedure platform.guard(guarded regclass, app_may text, scoped_see text, blind_see text default 'true')
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
    if blind_see is not null then
        execute format('create policy blind on %s for select to docket_blind using (%s)', guarded, blind_see);
        execute format('grant select on %s to docket_blind', guarded);
    end if;
end
$$;
comment on procedure platform.guard(regclass, text, text, text) is
    'What every new table needs: row-level security, forced; what docket_app may do with it; the condition under which docket_scoped sees a row, null: never. Conditions compare with (select platform.scoped_vendor()) and the like, so that they are evaluated once per statement and indexes stay of use, or ask whether the parent is seen. Last, the condition under which docket_blind does: what tells an outcome asks quality.blinded_case, or whether the parent is seen.';
revoke execute on procedure platform.guard(regclass, text, text, text) from public;

grant usage on schema
    platform, subjects, vendors, policies, sops, cases, decisions, appeals, escalations, sla, quality, imports, metrics, access, audit
    to docket_blind;
grant select on quality.blinded_case to docket_blind;
grant select on metrics.changed_week to docket_blind;

do $$
declare
    guarded record;
    of_case constant text := 'not exists (select from quality.blinded_case b where b.case_id = %s.case_id)';
    of_decision constant text := 'exists (select from decisions.decision d where d.id = decision_id)';
    of_appeal constant text := 'exists (select from appeals.appeal a where a.id = appeal_id)';
begin
    for guarded in
        select n.nspname || '.' || t.relname as name, t.relname as row
        from pg_policy p join pg_class t on t.oid = p.polrelid join pg_namespace n on n.oid = t.relnamespace
        where p.polname = 'own_house'
          and n.nspname || '.' || t.relname not in ('audit.chain', 'audit.anchor', 'platform.idempotency', 'platform.cost_account')
    loop
        execute format('grant select on %s to docket_blind', guarded.name);
        execute format(
            'create policy blind on %s for select to docket_blind using (%s)',
            guarded.name,
            case guarded.name
                -- Every decision of the case: a successor, or what it replaces, tells as much as the audited one.
                when 'decisions.decision' then format(of_case, guarded.row)
                when 'decisions.decision_clause' then of_decision
                when 'decisions.enforcement_action' then of_decision
                -- Who appeals against what, and what was asked about it.
                when 'appeals.appeal' then format(of_case, guarded.row)
                when 'appeals.appeal_action' then of_appeal
                when 'appeals.external_dispute' then of_appeal
                when 'escalations.escalation' then format(of_case, guarded.row)
                when 'sla.sla_clock' then
                    'clock_kind in (''FIRST_TOUCH'', ''DECISION'') or ' || format(of_case, guarded.row)
                when 'sla.sla_pause' then 'exists (select from sla.sla_clock k where k.id = sla_clock_id)'
                when 'cases.case_event' then
                    'kind in (''RECEIVED'', ''REPORT_ADDED'', ''QUEUED'', ''CLAIMED'', ''RELEASED'', ''LEASE_EXPIRED'', ''HELD'', ''RESUMED'', ''SEVERITY_CHANGED'') or '
                    || format(of_case, guarded.row)
                -- The stratum of a sample is that of an outcome, and its chance that of the stratum.
                when 'quality.qa_sample' then of_decision
                -- An audit that is still open holds no result; another one of the same case may.
                when 'quality.qa_review' then
                    'state in (''SAMPLED'', ''ASSIGNED'', ''IN_AUDIT'') or ' || format(of_case, guarded.row)
                when 'quality.qa_finding' then 'exists (select from quality.qa_review v where v.id = qa_review_id)'
                when 'imports.statement' then 'exists (select from decisions.decision d where d.id = statement.id)'
                -- Holds rows as they were written, those that are hidden too.
                when 'audit.audit_event' then 'false'
                -- Sums hold decisions that are hidden: without kept weeks everything is counted.
                when 'metrics.kept_week' then 'false'
                when 'metrics.week_cell' then 'false'
                when 'metrics.week_percentile' then 'false'
                else 'true'
            end);
    end loop;
end
$$;

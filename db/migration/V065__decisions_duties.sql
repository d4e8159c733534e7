set local lock_timeout = '5s';

create function platform.caller() returns text
    language plpgsql stable
as $$
begin
    return case when not platform.in_bulk_load() then nullif(current_setting('docket.actor', true), '') end;
end
$$;
comment on function platform.caller() is
    'Who writes, as the audit names the caller: a token, a person who signed in. Null: nobody said, or the transaction loads what happened elsewhere.';

-- Checked for what is written from now on; a later migration looks at what is there without keeping writers out.
alter table decisions.decision
    add column decided_by_caller text,
    add column approved_by_caller text,
    add constraint ck_decision_approved_by_caller_other check (approved_by_caller <> decided_by_caller) not valid,
    add constraint ck_decision_approved_by_caller_with_approver_id check (approved_by_caller is null or approver_id is not null) not valid;
alter table decisions.decision alter column decided_by_caller set default platform.caller();
comment on column decisions.decision.decided_by_caller is
    'The caller who sent it, as the audit names it: a token may act for several people, which decider_id does not tell. Null: loaded, or before this was kept.';
comment on column decisions.decision.approved_by_caller is
    'The caller who approved or refused it; written by a trigger, whatever the statement says. Null as decided_by_caller.';
comment on constraint ck_decision_approved_by_caller_other on decisions.decision is
    'One token is not both pairs of eyes, whomever it names.';

create or replace function decisions.keep_decision() returns trigger
    language plpgsql
as $$
begin
    if tg_op = 'UPDATE' and old.approval = 'PENDING'
        and to_jsonb(new) - '{approval,approver_id,approved_at,approved_by_caller}'::text[]
            = to_jsonb(old) - '{approval,approver_id,approved_at,approved_by_caller}'::text[] then
        return new;
    end if;
    raise exception 'decision % stays as it was taken; write a decision that supersedes it', old.id
        using errcode = 'restrict_violation', schema = 'decisions', table = 'decision';
end
$$;

create function decisions.part(reviewer uuid, of_case uuid, duty text, but uuid) returns table (act text, acted_at timestamptz)
    language plpgsql stable
as $$
begin
    return query
    select p.act, p.acted_at
    from (
        select case
                when d.decider_id = reviewer then case d.approval when 'NOT_REQUIRED' then 'DECIDED' else 'PROPOSED' end
                when d.approval = 'REFUSED' then 'REFUSED'
                else 'APPROVED' end as act,
            case when d.decider_id = reviewer then d.decided_at else d.approved_at end as acted_at
        from decisions.decision d
        where d.case_id = of_case and d.id is distinct from but
          and case
                when d.approval <> 'REFUSED' then reviewer in (d.decider_id, d.approver_id)
                when duty = 'DECIDER' then d.approver_id = reviewer
                else d.decider_id = reviewer end
        union all
        select 'HEARD_APPEAL', a.filed_at from appeals.appeal a where a.case_id = of_case and a.reviewer_id = reviewer
        union all
        select 'AUDITED', coalesce(q.audited_at, q.assigned_at, q.created_at)
        from decisions.decision d
        join quality.qa_review q on q.decision_id = d.id
        where d.case_id = of_case and reviewer in (q.auditor_id, q.arbiter_id)) p
    order by p.acted_at desc
    limit 1;
end
$$;
comment on function decisions.part(uuid, uuid, text, uuid) is
    'The last act by which somebody had a part in a case that keeps her from a duty in it, DECIDER or APPROVER; no row: none does. A refused proposal leaves its two in their places: who proposed may propose anew, and who refused look at that. but: a decision that does not count.';

create function decisions.keep_duties() returns trigger
    language plpgsql
as $$
declare
    wrong record;
begin
    -- Without another decision there is nothing to have had a part in: one look, for nearly every case.
    if not exists (select from added a join decisions.decision d on d.case_id = a.case_id and d.id <> a.id) then
        return null;
    end if;
    select a.id, w.reviewer, w.duty, p.act, p.acted_at into wrong
    from added a
    cross join lateral (values (a.decider_id, 'DECIDER'), (a.approver_id, 'APPROVER')) w (reviewer, duty)
    cross join lateral decisions.part(w.reviewer, a.case_id, w.duty, a.id) p
    where a.level = 'FIRST' and w.reviewer is not null
    limit 1;
    if found then
        raise exception 'reviewer % had a part in the case before (% at %) and is no % of decision %',
                wrong.reviewer, wrong.act, wrong.acted_at, wrong.duty, wrong.id
            using errcode = 'restrict_violation', schema = 'decisions', table = 'decision';
    end if;
    return null;
end
$$;
comment on function decisions.keep_duties() is
    'Trigger: in the normal course nobody decides, or approves, who decided, approved, refused, heard an appeal or audited in the same case before.';
create trigger tr_decision_duties
    after insert on decisions.decision referencing new table as added
    for each statement when (not platform.in_bulk_load()) execute function decisions.keep_duties();

create function decisions.keep_second_eyes() returns trigger
    language plpgsql
as $$
declare
    wrong record;
begin
    new.approved_by_caller := platform.caller();
    select p.act, p.acted_at into wrong from decisions.part(new.approver_id, new.case_id, 'APPROVER', new.id) p;
    if found then
        raise exception 'reviewer % had a part in the case before (% at %) and is no second pair of eyes for decision %',
                new.approver_id, wrong.act, wrong.acted_at, new.id
            using errcode = 'restrict_violation', schema = 'decisions', table = 'decision';
    end if;
    return new;
end
$$;
comment on function decisions.keep_second_eyes() is
    'Trigger: keeps who sent an approval or refusal, and that it is nobody''s who had a part in the case before.';
-- Its name comes before that of the trigger that keeps decisions as they are, and hence its turn.
create trigger tr_decision_approved
    before update of approver_id on decisions.decision
    for each row when (new.approver_id is not null and not platform.in_bulk_load())
    execute function decisions.keep_second_eyes();

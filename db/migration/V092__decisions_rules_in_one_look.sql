set local lock_timeout = '5s';

create function decisions.keep_rules() returns trigger
    language plpgsql
as $$
declare
    wrong record;
begin
    -- One look, which nearly every decision passes; which rule it is that others break is asked afterwards.
    if not exists (
        select from added a
        join cases.moderation_case c on c.id = a.case_id
        left join cases.queue q on q.id = c.queue_id
        where a.level = 'FIRST' and (
            exists (select from decisions.decision d where d.case_id = a.case_id and d.id <> a.id)
            or a.decider_id is not null and (
                q.certified
                    and not exists (select from vendors.certified_domains(a.decider_id, a.decided_at) d where d = q.domain)
                or exists (
                    select from vendors.reviewer_skill s
                    where s.reviewer_id = a.decider_id and s.domain = c.domain and s.level = 'TRAINEE')
                or not exists (
                    select from cases.lease l
                    where l.token = a.lease_token and l.case_id = a.case_id and l.reviewer_id = a.decider_id
                      and l.ended_at is null and l.expires_at > a.decided_at and a.decided_at > now() - interval '1 minute')))) then
        return null;
    end if;
    select a.decider_id, q.key, q.domain into wrong
    from added a
    join cases.moderation_case c on c.id = a.case_id
    join cases.queue q on q.id = c.queue_id and q.certified
    where a.level = 'FIRST' and a.decider_id is not null
      and not exists (select from vendors.certified_domains(a.decider_id, a.decided_at) d where d = q.domain)
    limit 1;
    if found then
        raise exception 'reviewer % has no certification in % in force, which queue % asks for', wrong.decider_id, wrong.domain, wrong.key
            using errcode = 'restrict_violation', schema = 'decisions', table = 'decision';
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
    select a.id, a.case_id, a.decider_id, a.lease_token into wrong
    from added a
    where a.level = 'FIRST' and a.decider_id is not null
      and not exists (
          select from cases.lease l
          where l.token = a.lease_token and l.case_id = a.case_id and l.reviewer_id = a.decider_id
            and l.ended_at is null and l.expires_at > a.decided_at and a.decided_at > now() - interval '1 minute')
    limit 1;
    if found then
        raise exception 'reviewer % holds no lease % of case %', wrong.decider_id, wrong.lease_token, wrong.case_id
            using errcode = 'restrict_violation', schema = 'decisions', table = 'decision';
    end if;
    select a.id, a.decider_id into wrong
    from added a
    join cases.moderation_case c on c.id = a.case_id
    join vendors.reviewer_skill s on s.reviewer_id = a.decider_id and s.domain = c.domain and s.level = 'TRAINEE'
    where a.level = 'FIRST' and a.approval = 'NOT_REQUIRED'
      and exists (
          select from decisions.approval_rule r
          where r.kind is null and r.reach_from <= c.priority_rank and tstzrange(r.effective_at, r.ends_at) @> a.decided_at)
    limit 1;
    if found then
        raise exception 'decision % of trainee % takes a second pair of eyes', wrong.id, wrong.decider_id
            using errcode = 'restrict_violation', schema = 'decisions', table = 'decision';
    end if;
    return null;
end
$$;
comment on function decisions.keep_rules() is
    'Trigger: in the normal course somebody decides who holds the case''s lease under the number presented, has the certification that its queue asks for, had no other part in the case (who decided, approved, refused, heard an appeal or audited before neither decides nor approves), and is no trainee where those take a second pair of eyes.';
create trigger tr_decision_rules
    after insert on decisions.decision referencing new table as added
    for each statement when (not platform.in_bulk_load()) execute function decisions.keep_rules();

drop trigger tr_decision_certified on decisions.decision;
drop trigger tr_decision_duties on decisions.decision;
drop trigger tr_decision_fence on decisions.decision;
drop function decisions.keep_certified();
drop function decisions.keep_duties();
drop function decisions.keep_fence();

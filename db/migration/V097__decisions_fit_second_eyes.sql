set local lock_timeout = '5s';

create function decisions.unfit_to_approve(reviewer uuid, subject uuid) returns text
    language sql stable
as $$
    select case
        when r.vendor_id is not null and r.vendor_id is distinct from c.vendor_id then 'OTHER_COMPANY'
        when not exists (
            select from vendors.reviewer_skill s where s.reviewer_id = r.id and s.domain = c.domain and s.level <> 'TRAINEE') then 'UNSKILLED'
    end
    from vendors.reviewer r, cases.moderation_case c
    where r.id = unfit_to_approve.reviewer and c.id = unfit_to_approve.subject
$$;
comment on function decisions.unfit_to_approve(uuid, uuid) is
    'Why a reviewer is no second pair of eyes for a case: OTHER_COMPANY works it, or UNSKILLED in its domain, or only a trainee there; null: she is. Its language is no matter: what she looks at is the decision.';

create or replace function decisions.keep_second_eyes() returns trigger
    language plpgsql
as $$
declare
    wrong record;
    unfit text;
begin
    new.approved_by_caller := platform.caller();
    select p.act, p.acted_at into wrong from decisions.part(new.approver_id, new.case_id, 'APPROVER', new.id) p;
    if found then
        raise exception 'reviewer % had a part in the case before (% at %) and is no second pair of eyes for decision %',
                new.approver_id, wrong.act, wrong.acted_at, new.id
            using errcode = 'restrict_violation', schema = 'decisions', table = 'decision';
    end if;
    unfit := decisions.unfit_to_approve(new.approver_id, new.case_id);
    if unfit is not null then
        raise exception 'reviewer % is no second pair of eyes for decision %: %', new.approver_id, new.id, unfit
            using errcode = 'restrict_violation', schema = 'decisions', table = 'decision';
    end if;
    return new;
end
$$;
comment on function decisions.keep_second_eyes() is
    'Trigger: keeps who sent an approval or refusal, and that it is nobody''s who had a part in the case before, is of another company or lacks the skill.';

update platform.life_cycle_transition t
set guard = g.guard
from (values
    ('APPROVED', 'DECIDED', 'Whoever approves has the skill, is of the house or the company, and decided, approved, refused, audited or heard an appeal nowhere else in the case; the token is not the one that sent the decision'),
    ('REFUSED', 'IN_REVIEW', 'Whoever refuses has the skill, is of the house or the company, and decided, approved, refused, audited or heard an appeal nowhere else in the case; the token is not the one that sent the decision')) g (event, to_state, guard)
where t.machine = 'CASE' and t.event = g.event and t.to_state = g.to_state;

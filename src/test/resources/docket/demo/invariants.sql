-- Each query names rows that break the rule above it; none may be found. Demo data only.

-- a case stands where its last event has left it
select c.id
from cases.moderation_case c
    join lateral (select to_state from cases.case_event e where e.case_id = c.id order by seq desc limit 1) last on true
where c.state <> last.to_state;

-- events follow one another without a gap, in time and in state
select case_id, seq
from (select case_id, seq, from_state, occurred_at,
             lag(seq) over w as before, lag(to_state) over w as left_in, lag(occurred_at) over w as earlier
      from cases.case_event window w as (partition by case_id order by seq)) e
where seq <> coalesce(before + 1, 1) or from_state is distinct from left_in or occurred_at < earlier;

-- every step of a case is one of its life cycle
select distinct kind, from_state, to_state
from cases.case_event
where from_state is not null
    and not (from_state = to_state and kind in ('REPORT_ADDED', 'SEVERITY_CHANGED', 'NOTICE_SENT'))
    and (kind, from_state, to_state) not in (values
        ('QUEUED', 'RECEIVED', 'QUEUED'), ('MERGED', 'RECEIVED', 'MERGED'), ('MERGED', 'QUEUED', 'MERGED'),
        ('CANCELLED', 'RECEIVED', 'CANCELLED'), ('CANCELLED', 'QUEUED', 'CANCELLED'), ('CANCELLED', 'ON_HOLD', 'CANCELLED'),
        ('DECIDED', 'RECEIVED', 'DECIDED'), ('DECIDED', 'QUEUED', 'DECIDED'), ('DECIDED', 'IN_REVIEW', 'DECIDED'),
        ('CLAIMED', 'QUEUED', 'IN_REVIEW'), ('RELEASED', 'IN_REVIEW', 'QUEUED'), ('LEASE_EXPIRED', 'IN_REVIEW', 'QUEUED'),
        ('HELD', 'IN_REVIEW', 'ON_HOLD'), ('RESUMED', 'ON_HOLD', 'QUEUED'), ('ESCALATED', 'IN_REVIEW', 'ESCALATED'),
        ('RULED', 'ESCALATED', 'QUEUED'), ('RULED', 'ESCALATED', 'DECIDED'), ('PROPOSED', 'IN_REVIEW', 'PENDING_APPROVAL'),
        ('APPROVED', 'PENDING_APPROVAL', 'DECIDED'), ('REFUSED', 'PENDING_APPROVAL', 'IN_REVIEW'),
        ('CLOSED', 'DECIDED', 'CLOSED'), ('REOPENED', 'CLOSED', 'QUEUED'));

-- only rules decide from RECEIVED or QUEUED
select case_id, seq
from cases.case_event
where kind = 'DECIDED' and (from_state in ('RECEIVED', 'QUEUED')) <> (actor_kind = 'RULE');

-- the first times of a case are those of its events
select c.id
from cases.moderation_case c
    join lateral (select min(occurred_at) filter (where seq = 1) as received,
                         min(occurred_at) filter (where to_state = 'QUEUED') as queued,
                         min(occurred_at) filter (where kind = 'CLAIMED') as touched,
                         min(occurred_at) filter (where to_state = 'DECIDED') as decided,
                         max(occurred_at) filter (where kind = 'CLOSED') as closed,
                         count(*) filter (where kind = 'REOPENED') as reopened
                  from cases.case_event e where e.case_id = c.id) e on true
where c.received_at <> e.received or c.queued_at is distinct from e.queued or c.first_touch_at is distinct from e.touched
    or c.decided_at is distinct from e.decided or c.reopen_count <> e.reopened
    or (c.state = 'CLOSED' and c.closed_at <> e.closed);

-- whoever reviews a case holds the one open lease on it, and the open assignment
select c.id
from cases.moderation_case c
    left join cases.lease l on l.case_id = c.id and l.ended_at is null
    left join cases.assignment a on a.case_id = c.id and a.ended_at is null
where (c.state = 'IN_REVIEW') <> (l.id is not null)
    or (l.id is not null and l.reviewer_id <> c.assignee_id)
    or c.assignee_id is distinct from a.reviewer_id;

-- leases of a case do not overlap
select case_id
from (select case_id, granted_at, lag(coalesce(ended_at, 'infinity')) over (partition by case_id order by granted_at) as earlier
      from cases.lease) l
where granted_at < earlier;

-- each lease lies within an assignment to the same person
select l.id
from cases.lease l
where not exists (select from cases.assignment a
                  where a.case_id = l.case_id and a.reviewer_id = l.reviewer_id and a.assigned_at <= l.granted_at
                      and coalesce(a.ended_at, 'infinity') >= coalesce(l.ended_at, l.granted_at));

-- each claim is a lease, and each end of a lease an event
select case_id, count(*)
from (select case_id, occurred_at from cases.case_event where kind in ('CLAIMED', 'REFUSED')
      except all select case_id, granted_at from cases.lease) missing
group by case_id
union all
select case_id, count(*)
from (select case_id, ended_at from cases.lease where ended_at is not null
      except all
      select case_id, occurred_at from cases.case_event
      where from_state = 'IN_REVIEW' and to_state <> 'IN_REVIEW') missing
group by case_id;

-- tokens of a case rise
select case_id
from (select case_id, token, lag(token) over (partition by case_id order by granted_at) as earlier from cases.lease) l
where token < earlier;

-- a merged case is about the subject of the case that goes on
select c.id
from cases.moderation_case c
    join cases.moderation_case other on other.id = c.merged_into_id
where (c.subject_kind, c.seller_id, c.creator_id, c.listing_id, c.content_id, c.ipr_claim_id)
        is distinct from
      (other.subject_kind, other.seller_id, other.creator_id, other.listing_id, other.content_id, other.ipr_claim_id)
    or other.received_at > c.received_at or other.state = 'MERGED';

-- a decision follows the version in force when it was taken, in the market's locale where there is one
select d.id
from decisions.decision d
    join sops.sop_version v on v.id = d.sop_version_id
    join platform.market m on m.code = d.market
where not (v.effective_at <= d.decided_at and d.decided_at < coalesce(v.ends_at, 'infinity'))
    or v.status not in ('EFFECTIVE', 'SUPERSEDED', 'ARCHIVED')
    or (v.locale <> m.default_locale
        and exists (select from sops.sop_version own
                    where own.sop_id = v.sop_id and own.locale = m.default_locale
                        and own.effective_at <= d.decided_at and d.decided_at < coalesce(own.ends_at, 'infinity')));

-- its clauses were in force, and are put into practice by the procedure
select d.id
from decisions.decision d
    join decisions.decision_clause dc on dc.decision_id = d.id
    join policies.policy_clause c on c.id = dc.policy_clause_id
    join sops.sop_version v on v.id = d.sop_version_id
where not ((d.decided_at at time zone 'UTC')::date >= c.effective_on
           and (d.decided_at at time zone 'UTC')::date < coalesce(c.ends_on, 'infinity'))
    or not exists (select from sops.sop_clause sc where sc.sop_id = v.sop_id and sc.policy_clause_id = c.id);

-- its evidence is older than itself
select d.id
from decisions.decision d join cases.subject_snapshot s on s.id = d.snapshot_id
where s.taken_at > d.decided_at;

-- its path leads through the steps of its version
select d.id
from decisions.decision d
where d.decider_id is not null
    and exists (select from unnest(d.sop_path) step
                where not exists (select from sops.sop_step s where s.sop_version_id = d.sop_version_id and s.key = step));

-- its shift is the one that the site's clock shows
select d.id
from decisions.decision d
    join vendors.vendor_site s on s.id = d.site_id
where d.shift is distinct from (
    select h.name
    from vendors.site_shift h, lateral (select (d.decided_at at time zone s.time_zone)::time as local) t
    where h.site_id = s.id
        and case when h.starts_local < h.ends_local then t.local >= h.starts_local and t.local < h.ends_local
                 else t.local >= h.starts_local or t.local < h.ends_local end);

-- people decide only while they work here, in their domains and languages
select d.id
from decisions.decision d
    join vendors.reviewer r on r.id = d.decider_id
    join cases.moderation_case c on c.id = d.case_id
where (d.decided_at at time zone 'UTC')::date < r.hired_on
    or (d.decided_at at time zone 'UTC')::date > coalesce(r.left_on, 'infinity')
    or not c.language = any (r.languages)
    or (r.role = 'REVIEWER'
        and not exists (select from vendors.reviewer_skill k where k.reviewer_id = r.id and k.domain = c.domain));

-- a decided case has a decision that stands, and only that one is not superseded
select c.id
from cases.moderation_case c
    left join lateral (select count(*) as standing from decisions.decision d
                       where d.case_id = c.id and d.approval in ('NOT_REQUIRED', 'APPROVED')
                           and not exists (select from decisions.decision later
                                           where later.supersedes_id = d.id
                                               and later.approval in ('NOT_REQUIRED', 'APPROVED'))) d on true
where (c.decided_at is not null) <> (d.standing = 1);

-- a case is closed once its measures are in force
select c.id
from cases.moderation_case c
    join decisions.decision d on d.case_id = c.id and d.level <> 'APPEAL'
    join decisions.enforcement_action a on a.decision_id = d.id
where c.state = 'CLOSED' and a.state in ('PLANNED', 'PENDING_APPROVAL', 'NOTICE');

-- termination of a shop is approved by a second person
select a.id
from decisions.enforcement_action a join decisions.decision d on d.id = a.decision_id
where a.kind in ('SHOP_TERMINATION', 'CREATOR_TERMINATION', 'BALANCE_DEDUCTION') and d.approver_id is null
    and d.approval <> 'PENDING';

-- appeals are heard by nobody who had a say in the case before
select a.id
from appeals.appeal a
where a.reviewer_id in (select unnest(array[d.decider_id, d.approver_id]) from decisions.decision d
                        where d.case_id = a.case_id and d.id is distinct from a.resulting_decision_id)
    or exists (select from appeals.appeal e
               where e.case_id = a.case_id and e.level < a.level and e.reviewer_id = a.reviewer_id)
    or exists (select from quality.qa_review q join decisions.decision d on d.id = q.decision_id
               where d.case_id = a.case_id and a.reviewer_id in (q.auditor_id, q.arbiter_id));

-- the result of an appeal replaces what was contested, and its measures are undone
select a.id
from appeals.appeal a join decisions.decision d on d.id = a.resulting_decision_id
where d.supersedes_id is distinct from a.decision_id or d.level <> 'APPEAL' or d.decider_id is distinct from a.reviewer_id
    or d.decided_at <> a.decided_at
union all
select aa.appeal_id
from appeals.appeal_action aa
    join decisions.enforcement_action e on e.id = aa.enforcement_action_id
    join appeals.appeal a on a.id = aa.appeal_id
where aa.outcome = 'OVERTURNED' and e.state not in ('REVERSED', 'FAILED', 'EXPIRED');

-- the window of an appeal is the policy's
select a.id
from appeals.appeal a
    join decisions.decision d on d.id = a.decision_id
    join appeals.appeal_policy p on p.market = a.market
where a.window_ends_at <> coalesce(d.approved_at, d.decided_at) + make_interval(hours => 24 * p.window_days)
    or (a.state = 'INADMISSIBLE' and (a.filed_at > a.window_ends_at) <> (a.inadmissible_reason = 'LATE'));

-- nobody audits a decision that she took or approved, or settles a dispute about her own audit
select q.id
from quality.qa_review q join decisions.decision d on d.id = q.decision_id
where q.auditor_id in (d.decider_id, d.approver_id) or q.arbiter_id in (d.decider_id, d.approver_id, q.auditor_id)
    or d.approval in ('PENDING', 'REFUSED');

-- a critical error that opened a case again has a decision to correct it
select e.case_id
from cases.case_event e join cases.moderation_case c on c.id = e.case_id
where e.kind = 'REOPENED' and e.detail ->> 'cause' = 'QA_ERROR' and c.state = 'CLOSED'
    and not exists (select from decisions.decision d where d.case_id = e.case_id and d.level in ('QA', 'ESCALATION'));

-- an escalated case has an escalation that is open
select c.id
from cases.moderation_case c
where (c.state = 'ESCALATED') <> exists (
    select from escalations.escalation e
    where e.case_id = c.id and e.appeal_id is null
        and e.state in ('OPEN', 'ACKNOWLEDGED', 'INVESTIGATING', 'WAITING', 'TRANSFERRED'));

-- each claim to decide in time begins with the case and ends with its decision
select k.id
from sla.sla_clock k
    join cases.moderation_case c on c.id = k.case_id
where k.clock_kind = 'DECISION' and k.agreement = 'SLA' and k.status <> 'CANCELLED'
    and (not exists (select from cases.case_event e
                     where e.case_id = k.case_id and e.occurred_at = k.started_at and e.kind in ('RECEIVED', 'REOPENED'))
         or k.stopped_at is distinct from (select min(e.occurred_at) from cases.case_event e
                                           where e.case_id = k.case_id and e.to_state = 'DECIDED' and e.from_state <> 'DECIDED'
                                               and e.occurred_at >= k.started_at));

-- first touch is measured from the queue to the first claim
select k.id
from sla.sla_clock k join cases.moderation_case c on c.id = k.case_id
where k.clock_kind = 'FIRST_TOUCH' and k.status not in ('CANCELLED', 'PENDING')
    and (k.started_at <> c.queued_at or k.stopped_at is distinct from c.first_touch_at);

-- the pauses of a decision clock are the holds and escalations of its case
select k.id
from sla.sla_clock k
    join sla.sla_pause p on p.sla_clock_id = k.id
where k.clock_kind = 'DECISION'
    and not exists (select from cases.case_event e
                    where e.case_id = k.case_id and e.occurred_at = p.paused_at
                        and e.to_state = case p.reason when 'ON_HOLD' then 'ON_HOLD' else 'ESCALATED' end);

-- without a calendar a clock is due after its target and its pauses
select k.id
from sla.sla_clock k
    join sla.sla_policy p on p.id = k.sla_policy_id
    left join lateral (select sum(resumed_at - paused_at) as paused, min(paused_at) as first_pause
                       from sla.sla_pause where sla_clock_id = k.id) s on true
where p.business_calendar_id is null and isfinite(k.due_at)
    and k.due_at <> k.started_at + make_interval(mins => p.target_minutes)
        + case when s.first_pause < k.started_at + make_interval(mins => p.target_minutes) then s.paused else interval '0' end
    and (select count(*) from sla.sla_pause where sla_clock_id = k.id) < 2;

-- with a calendar a clock is due after its target of open hours
select k.id
from (select * from sla.sla_clock where isfinite(due_at) order by id limit 20000) k
    join sla.sla_policy p on p.id = k.sla_policy_id
    join sla.business_calendar b on b.id = p.business_calendar_id
    join lateral (
        select sum(greatest(interval '0', least(t.closes, k.due_at) - greatest(t.opens, k.started_at))) as open
        from generate_series((k.started_at at time zone b.time_zone)::date::timestamp,
                             (k.due_at at time zone b.time_zone)::date::timestamp, interval '1 day') day
            join sla.calendar_hours h on h.business_calendar_id = b.id and h.weekday = extract(isodow from day)
            cross join lateral (
                select (day + make_interval(mins => h.opens_minute)) at time zone b.time_zone as opens,
                       (day + make_interval(mins => h.closes_minute)) at time zone b.time_zone as closes) t
        where not exists (select from sla.calendar_holiday o where o.business_calendar_id = b.id and o.holiday_on = day::date)) s on true
where not exists (select from sla.sla_pause where sla_clock_id = k.id)
    and s.open <> make_interval(mins => p.target_minutes);

-- a clock runs under the revision in force when it started
select k.id
from sla.sla_clock k join sla.sla_policy p on p.id = k.sla_policy_id
where k.started_at < p.effective_at or k.started_at >= p.ends_at;

-- the case shows the due time of its running clock
select c.id
from cases.moderation_case c
    left join sla.sla_clock k on k.case_id = c.id and k.clock_kind = 'DECISION' and k.agreement = 'SLA' and k.stopped_at is null
where c.due_at <> coalesce(k.due_at, 'infinity');

-- reasons are sent where somebody is restricted, and nowhere else
select d.id
from decisions.decision d
    join cases.moderation_case c on c.id = d.case_id and c.state = 'CLOSED'
    join platform.market m on m.code = d.market and m.region = 'EU'
where d.level <> 'APPEAL' and d.outcome = 'VIOLATION' and d.approval in ('NOT_REQUIRED', 'APPROVED')
    and exists (select from decisions.enforcement_action a where a.decision_id = d.id and a.dsa_restriction <> 'NONE')
        <> exists (select from sla.sla_clock k
                   where k.case_id = c.id and k.clock_kind = 'NOTICE' and k.stopped_at is not null
                       and k.started_at = coalesce(d.approved_at, d.decided_at));

-- points in force are missing from a seller's health
select s.id
from subjects.seller s
    left join lateral (select sum(a.points) as points
                       from cases.moderation_case c
                           join decisions.decision d on d.case_id = c.id
                           join decisions.enforcement_action a on a.decision_id = d.id
                       where c.seller_id = s.id and a.kind = 'HEALTH_POINTS' and a.state = 'ACTIVE') t on true
where s.health_points <> greatest(0, 200 - coalesce(t.points, 0));

-- a listing is off the market exactly as long as a measure says so
select l.id
from subjects.product_listing l
    left join (select distinct coalesce(c.listing_id, i.listing_id) as listing_id
               from decisions.enforcement_action a
                   join decisions.decision d on d.id = a.decision_id
                   join cases.moderation_case c on c.id = d.case_id
                   left join subjects.ipr_claim i on i.id = c.ipr_claim_id
               where a.kind = 'LISTING_REMOVAL' and a.state = 'ACTIVE') removed on removed.listing_id = l.id
where (l.state = 'REMOVED') <> (removed.listing_id is not null);

-- nothing happened before or after the history, but for what is planned
select id from cases.moderation_case where received_at < '2024-11-20Z' or received_at >= '2026-11-20Z'
union all
select case_id from cases.case_event where occurred_at >= '2026-11-20Z'
union all
select id from decisions.decision where decided_at >= '2026-11-20Z'
union all
select id from appeals.appeal where filed_at >= '2026-11-20Z' or closed_at >= '2026-11-20Z';


-- a case keeps its subject in the form in which it would be taken now
select s.id
from cases.subject_snapshot s
    join cases.moderation_case c on c.id = s.case_id
    cross join lateral (
        select subjects.picture(c.subject_kind, c.seller_id, c.creator_id, c.listing_id, c.content_id, c.ipr_claim_id) as now) p
where (select array_agg(k order by k) from jsonb_object_keys(s.payload) k) is distinct from (select array_agg(k order by k) from jsonb_object_keys(p.now) k);

-- of each kind that people edit, most subjects look as they did, and some do not
select l.kind, l.share
from (select c.subject_kind as kind,
          avg((s.payload <> subjects.picture(c.subject_kind, c.seller_id, c.creator_id, c.listing_id, c.content_id, c.ipr_claim_id))::int) as share
      from cases.subject_snapshot s join cases.moderation_case c on c.id = s.case_id
      group by c.subject_kind) l
where case l.kind when 'IPR_CLAIM' then l.share <> 0 when 'SELLER' then l.share not between 0.1 and 0.6 else l.share not between 0.02 and 0.2 end;

-- Titles and summaries name neither sellers nor creators nor rights owners, since callers who may not know names read them.
select c.id
from cases.moderation_case c
left join subjects.seller s on s.id = c.seller_id
left join subjects.creator k on k.id = c.creator_id
left join subjects.ipr_claim i on i.id = c.ipr_claim_id
where strpos(c.title || c.summary, s.name) > 0 or strpos(c.title || c.summary, k.display_name) > 0 or strpos(c.title || c.summary, i.rights_owner) > 0
limit 3;

-- Thirteen cases around the fortnight from Monday 2026-01-05 to Monday 2026-01-19, some on the wrong side of a midnight in Tokyo or Berlin.
-- North (JP) and South (DE) are vendors; ids are 00000000-0000-7000-8000-<kind><number>.

-- What happened long ago: nobody holds a lease any more.
set docket.bulk_load = 'on';

create function pg_temp.key(kind int, number int) returns uuid language sql immutable
    return ('00000000-0000-7000-8000-' || lpad(kind::text, 2, '0') || lpad(number::text, 10, '0'))::uuid;

insert into vendors.vendor (id, key, name)
values (pg_temp.key(1, 1), 'north', 'North'), (pg_temp.key(1, 2), 'south', 'South');
insert into vendors.vendor_site (id, vendor_id, name, country, time_zone, languages)
values (pg_temp.key(2, 1), pg_temp.key(1, 1), 'Sapporo', 'JP', 'Asia/Tokyo', '{ja}'),
       (pg_temp.key(2, 2), pg_temp.key(1, 2), 'Munich', 'DE', 'Europe/Berlin', '{de}');
insert into vendors.reviewer (id, site_id, vendor_id, name, email, role, hired_on, languages)
values (pg_temp.key(3, 1), pg_temp.key(2, 1), pg_temp.key(1, 1), 'Reviewer North', 'n@example.com', 'REVIEWER', '2025-01-01', '{ja}'),
       (pg_temp.key(3, 2), pg_temp.key(2, 2), pg_temp.key(1, 2), 'Reviewer South', 's@example.com', 'REVIEWER', '2025-01-01', '{de}'),
       (pg_temp.key(3, 3), null, null, 'Appeals', 'a@example.com', 'APPEAL_REVIEWER', '2025-01-01', '{en}'),
       (pg_temp.key(3, 4), null, null, 'Auditor', 'q@example.com', 'QA_AUDITOR', '2025-01-01', '{en}'),
       (pg_temp.key(3, 5), null, null, 'Lead', 'l@example.com', 'TEAM_LEAD', '2025-01-01', '{en}'),
       (pg_temp.key(3, 6), null, null, 'Second level', 'b@example.com', 'APPEAL_REVIEWER', '2025-01-01', '{en}');
insert into subjects.seller (id, external_ref, name, kind, market, registered_at)
values (pg_temp.key(4, 1), 'seller-1', 'Seller', 'BUSINESS', 'JP', '2025-01-01');
insert into policies.policy (id, key, title, domain, summary)
values (pg_temp.key(5, 1), 'goods', 'Goods', 'PRODUCT_LISTING', 'Goods.');
insert into policies.policy_clause (id, policy_id, number, revision, title, body, ground, statement_category, effective_on)
values (pg_temp.key(6, 1), pg_temp.key(5, 1), '1', 1, 'One', 'One.', 'INCOMPATIBLE_CONTENT', 'SCAMS_AND_FRAUD', '2025-01-01');
insert into sops.topic (id, key, name) values (pg_temp.key(7, 1), 'goods', 'Goods');
insert into sops.sop (id, key, title, topic_id, domain, owner_id, steward_id, review_every_days)
values (pg_temp.key(8, 1), 'goods', 'Goods', pg_temp.key(7, 1), 'PRODUCT_LISTING', pg_temp.key(3, 4), pg_temp.key(3, 5), 90);
insert into sops.sop_version (id, sop_id, locale, semver, status, title, body, author_id, approver_id, approved_at, published_at, effective_at)
values (pg_temp.key(9, 1), pg_temp.key(8, 1), 'en-GB', '1.0.0', 'EFFECTIVE', 'Goods', 'Look.', pg_temp.key(3, 4), pg_temp.key(3, 5),
        '2025-01-01', '2025-01-01', '2025-01-02');
insert into sops.sop_step (sop_version_id, key, position, kind, prompt) values (pg_temp.key(9, 1), 'keep', 1, 'ACTION', 'Keep it.');

insert into cases.queue (id, key, name, domain, market, vendor_id)
values (pg_temp.key(10, 1), 'jp-listings', 'Listings', 'PRODUCT_LISTING', 'JP', pg_temp.key(1, 1)),
       (pg_temp.key(10, 2), 'de-sellers', 'Sellers', 'SELLER', 'DE', pg_temp.key(1, 2));

insert into cases.moderation_case (id, domain, subject_kind, seller_id, title, summary, severity, state, queue_id, vendor_id, market,
    source_type, source_detail, source_platform, received_at, queued_at, first_touch_at, decided_at, closed_at, reopen_count)
select pg_temp.key(11, n), case team when 2 then 'SELLER' else 'PRODUCT_LISTING' end, 'SELLER', pg_temp.key(4, 1), 'Case ' || n, 'Case.',
       'P2', state, case when team > 0 then pg_temp.key(10, team) end, case when team > 0 then pg_temp.key(1, team) end, market,
       'VOLUNTARY', case when market is null then 'IMPORT' else 'MODEL' end, case when market is null then 'Elsewhere' end,
       received, case when team > 0 then received end,
       case when state = 'PENDING_APPROVAL' then received + interval '1 hour' end, decided,
       case when state = 'CLOSED' then decided + interval '1 hour' end, case when n = 10 then 1 else 0 end
from (values
    (1, 1, 'JP', 'CLOSED', timestamptz '2026-01-04T14:00Z', timestamptz '2026-01-04T16:00Z'),
    (2, 2, 'DE', 'CLOSED', '2026-01-04T20:00Z', '2026-01-04T22:30Z'),
    (3, 1, 'JP', 'CLOSED', '2026-01-06T00:00Z', '2026-01-06T01:00Z'),
    (4, 1, 'JP', 'CLOSED', '2026-01-11T10:00Z', '2026-01-11T15:30Z'),
    (5, 2, 'DE', 'CLOSED', '2026-01-11T10:00Z', '2026-01-11T15:30Z'),
    (6, 2, 'DE', 'CLOSED', '2026-01-13T00:00Z', '2026-01-13T04:00Z'),
    (7, 2, 'DE', 'PENDING_APPROVAL', '2026-01-14T00:00Z', null),
    (8, 1, 'JP', 'QUEUED', '2026-01-15T00:00Z', null),
    (9, 1, 'JP', 'CANCELLED', '2026-01-07T00:00Z', null),
    (10, 2, 'DE', 'QUEUED', '2026-01-06T00:00Z', '2026-01-07T00:00Z'),
    (11, 0, null, 'CLOSED', '2026-01-08T00:00Z', '2026-01-10T00:00Z'),
    (12, 1, 'JP', 'CLOSED', '2026-01-18T14:00Z', '2026-01-18T15:00Z'),
    (13, 0, 'JP', 'CLOSED', '2026-01-09T00:00Z', '2026-01-09T00:10Z')
) v (n, team, market, state, received, decided);

insert into cases.case_event (case_id, seq, kind, from_state, to_state, occurred_at, actor_kind)
select pg_temp.key(11, n), seq, kind, before, after, occurred, 'SYSTEM'
from (values
    (9, 1, 'RECEIVED', null, 'RECEIVED', timestamptz '2026-01-07T00:00Z'),
    (9, 2, 'QUEUED', 'RECEIVED', 'QUEUED', '2026-01-07T00:00Z'),
    (9, 3, 'CANCELLED', 'QUEUED', 'CANCELLED', '2026-01-08T00:00Z'),
    (10, 1, 'RECEIVED', null, 'RECEIVED', '2026-01-06T00:00Z'),
    (10, 2, 'QUEUED', 'RECEIVED', 'QUEUED', '2026-01-06T00:00Z'),
    (10, 3, 'CLAIMED', 'QUEUED', 'IN_REVIEW', '2026-01-06T23:00Z'),
    (10, 4, 'DECIDED', 'IN_REVIEW', 'DECIDED', '2026-01-07T00:00Z'),
    (10, 5, 'CLOSED', 'DECIDED', 'CLOSED', '2026-01-07T01:00Z'),
    (10, 6, 'REOPENED', 'CLOSED', 'QUEUED', '2026-01-13T00:00Z')
) v (n, seq, kind, before, after, occurred);

insert into cases.subject_snapshot (id, case_id, payload, taken_at)
select pg_temp.key(12, n), pg_temp.key(11, n), '{}', '2026-01-04' from generate_series(1, 13) n where n <> 11;

-- Decision n decides case n; 101 and 105 replace 1 and 5 on appeal. 6 waited two hours for approval, that of 7 is pending.
insert into decisions.decision (id, case_id, level, outcome, ground, statement_category, policy_clause_id, sop_version_id, snapshot_id,
    decider_id, rule_key, rule_version, source_platform, site_id, vendor_id, market, rationale, active_seconds, automated_detection,
    automated_decision, approval, approver_id, approved_at, supersedes_id, decided_at)
select pg_temp.key(13, n), pg_temp.key(11, n % 100), case when n > 100 then 'APPEAL' else 'FIRST' end, 'VIOLATION', 'INCOMPATIBLE_CONTENT',
       'SCAMS_AND_FRAUD', case when n <> 11 then pg_temp.key(6, 1) end, case when n <> 11 then pg_temp.key(9, 1) end,
       case when n <> 11 then pg_temp.key(12, n % 100) end, case when person > 0 then pg_temp.key(3, person) end,
       case n when 13 then 'rule' end, case n when 13 then 1 end, case n when 11 then 'Elsewhere' end,
       case when person in (1, 2) then pg_temp.key(2, person) end, case when person in (1, 2) then pg_temp.key(1, person) end,
       (select market from cases.moderation_case where id = pg_temp.key(11, n % 100)), case when person > 0 then 'So.' end,
       case when person > 0 then 60 end, false, case n when 13 then 'FULLY_AUTOMATED' else 'NOT_AUTOMATED' end,
       case n when 6 then 'APPROVED' when 7 then 'PENDING' else 'NOT_REQUIRED' end, case n when 6 then pg_temp.key(3, 5) end,
       case n when 6 then timestamptz '2026-01-13T04:00Z' end, case when n > 100 then pg_temp.key(13, n % 100) end, decided
from (values
    (1, 1, timestamptz '2026-01-04T16:00Z'), (2, 2, '2026-01-04T22:30Z'), (3, 1, '2026-01-06T01:00Z'),
    (4, 1, '2026-01-11T15:30Z'), (5, 2, '2026-01-11T15:30Z'), (6, 2, '2026-01-13T02:00Z'), (7, 2, '2026-01-14T02:00Z'),
    (10, 2, '2026-01-07T00:00Z'), (11, 0, '2026-01-10T00:00Z'), (12, 1, '2026-01-18T15:00Z'), (13, 0, '2026-01-09T00:10Z'),
    (101, 3, '2026-01-10T00:00Z'), (105, 6, '2026-01-16T00:00Z')
) v (n, person, decided);
insert into decisions.decision_clause (decision_id, policy_clause_id)
select id, policy_clause_id from decisions.decision where policy_clause_id is not null;

-- Appeal n contests decision n; 205 is the second level against 5, and succeeds.
insert into appeals.appeal (id, decision_id, case_id, level, appellant_kind, statement, state, filed_at, window_ends_at, reviewer_id,
    outcome, overturn_cause, resulting_decision_id, market, site_id, vendor_id, decided_at, closed_at)
select pg_temp.key(14, n), pg_temp.key(13, n % 100), pg_temp.key(11, n % 100), case when n > 200 then 2 else 1 end, 'SELLER', 'No.', v.state,
       decided - interval '1 hour', '2027-01-01', pg_temp.key(3, case when n > 200 then 6 else 3 end), v.outcome, case when v.outcome <> 'UPHELD' then 'WRONG_POLICY' end,
       case when v.outcome <> 'UPHELD' then pg_temp.key(13, 100 + n % 100) end, d.market, d.site_id, d.vendor_id,
       case when v.outcome is not null then decided end, case when v.state = 'WITHDRAWN' then decided end
from (values
    (1, 'DECIDED', 'OVERTURNED', timestamptz '2026-01-10T00:00Z'), (2, 'DECIDED', 'UPHELD', '2026-01-20T00:00Z'),
    (3, 'DECIDED', 'UPHELD', '2026-01-14T00:00Z'), (5, 'DECIDED', 'UPHELD', '2026-01-12T10:00Z'),
    (6, 'WITHDRAWN', null, '2026-01-14T00:00Z'), (205, 'DECIDED', 'MODIFIED', '2026-01-16T00:00Z')
) v (n, state, outcome, decided)
join decisions.decision d on d.id = pg_temp.key(13, n % 100);

insert into sla.sla_policy (id, key, revision, name, clock_kind, agreement, target_minutes, imminent_minutes, effective_at)
values (pg_temp.key(15, 1), 'decide', 1, 'Decide', 'DECISION', 'SLA', 600, 60, '2025-01-01'),
       (pg_temp.key(15, 2), 'touch', 1, 'Touch', 'FIRST_TOUCH', 'OLA', 60, 10, '2025-01-01');
-- Clocks of cases 1, 1, 3, 5, 8 count; that of 7 is paused, that of 9 cancelled.
insert into sla.sla_clock (sla_policy_id, clock_kind, agreement, case_id, vendor_id, market, status, started_at, due_at, stopped_at)
select pg_temp.key(15, policy), case policy when 1 then 'DECISION' else 'FIRST_TOUCH' end, case policy when 1 then 'SLA' else 'OLA' end,
       pg_temp.key(11, n), c.vendor_id, c.market, status, c.received_at, due, stopped
from (values
    (1, 1, 'ACHIEVED', timestamptz '2026-01-05T00:00Z', timestamptz '2026-01-04T16:00Z'),
    (1, 2, 'ACHIEVED', '2026-01-04T16:00Z', '2026-01-04T15:30Z'),
    (3, 1, 'BREACHED', '2026-01-06T00:30Z', '2026-01-06T01:00Z'),
    (5, 1, 'ACHIEVED', '2026-01-12T00:00Z', '2026-01-11T15:30Z'),
    (7, 1, 'PAUSED', 'infinity', null),
    (8, 1, 'BREACHING', '2026-01-16T00:00Z', null),
    (9, 1, 'CANCELLED', '2026-01-09T00:00Z', '2026-01-08T00:00Z')
) v (n, policy, status, due, stopped)
join cases.moderation_case c on c.id = pg_temp.key(11, n);

insert into quality.qa_plan (id, key, name, target_margin, seed, starts_at, ends_at)
values (pg_temp.key(16, 1), 'january', 'January', 0.02, 1, '2026-01-01', '2026-02-01');
insert into quality.qa_sample (id, qa_plan_id, decision_id, stratum, inclusion_prob, sampled_at)
select pg_temp.key(17, n), pg_temp.key(16, 1), pg_temp.key(13, n), 'all', chance, '2026-01-19'
from (values (1, 0.5), (2, 0.5), (3, 0.1), (4, 0.5), (5, 0.25)) v (n, chance);
insert into quality.qa_review (qa_sample_id, decision_id, auditor_id, arbiter_id, state, audited_outcome, verdict, score, disputed, market,
    site_id, vendor_id, assigned_at, audited_at, final_at)
select pg_temp.key(17, n), d.id, pg_temp.key(3, 4), case v.state when 'FINAL' then pg_temp.key(3, 5) end, v.state, 'VIOLATION', v.verdict, 90,
       v.state = 'FINAL', d.market, d.site_id, d.vendor_id, '2026-01-20', '2026-01-21', case when v.state <> 'SUBMITTED' then timestamptz '2026-01-22' end
from (values (1, 'ACCEPTED', 'CORRECT'), (2, 'ACCEPTED', 'CORRECT'), (3, 'FINAL', 'INCORRECT'), (4, 'SUBMITTED', 'INCORRECT'),
    (5, 'ACCEPTED', 'CORRECT')) v (n, state, verdict)
join decisions.decision d on d.id = pg_temp.key(13, n);

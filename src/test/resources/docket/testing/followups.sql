-- 120 threads through everything that follows a decision: row n of each table belongs to row n of its parent. Rows to 120 are closed and have it all.
-- Rows 121 to 130 are just filed, 131 to 140 are being worked on. Rows above 1000 are clocks of appeals, above 2000 of escalations.
-- What happened long ago: no lease of today stands behind it.
set docket.bulk_load = 'on';
create function pg_temp.id(type text, n int) returns uuid
    return ('01900000-0000-7000-8' || substr(md5(type), 1, 3) || '-' || lpad(to_hex(n), 12, '0'))::uuid;
create function pg_temp.at(hours int) returns timestamptz
    return timestamptz '2026-01-01 00:00:00Z' + make_interval(hours => hours);
create temp view n as select generate_series(1, 140) as n;
create temp view settled as select generate_series(1, 120) as n;
create temp view filed as select generate_series(121, 130) as n;
create temp view working as select generate_series(131, 140) as n;

insert into vendors.vendor (id, key, name) select pg_temp.id('Vendor', n), 'followups-' || n, 'Vendor ' || n from n;
insert into vendors.vendor_site (id, vendor_id, name, country, time_zone, languages)
select pg_temp.id('VendorSite', n), pg_temp.id('Vendor', n), 'Site', 'PH', 'Asia/Manila', '{en}' from n;
insert into vendors.reviewer (id, site_id, vendor_id, name, email, role, hired_on, languages)
select pg_temp.id('Decider', n), pg_temp.id('VendorSite', n), pg_temp.id('Vendor', n),
       'Decider ' || n, 'decider-' || n || '@followups.example', 'REVIEWER', '2025-01-01', '{en}' from n;
insert into vendors.reviewer (id, name, email, role, hired_on, languages)
select pg_temp.id(kind, n), kind || ' ' || n, lower(kind) || '-' || n || '@followups.example', role, '2025-01-01', '{en}'
from n, (values ('Handler', 'APPEAL_REVIEWER'), ('Auditor', 'QA_AUDITOR'), ('Arbiter', 'TEAM_LEAD'), ('Ruler', 'MODERATION_ON_CALL'))
    as people (kind, role);

insert into policies.policy (id, key, title, domain, summary)
values (pg_temp.id('Policy', 1), 'followups', 'Toys', 'PRODUCT_LISTING', 'What toys may be sold.');
insert into policies.policy_clause (id, policy_id, number, revision, title, body, ground, statement_category, effective_on)
select pg_temp.id('PolicyClause', n), pg_temp.id('Policy', 1), n::text, 1, 'Clause ' || n, 'No dangerous toys.',
       'ILLEGAL_CONTENT', 'UNSAFE_AND_PROHIBITED_PRODUCTS', '2025-01-01' from n;
insert into sops.topic (id, key, name) values (pg_temp.id('Topic', 1), 'followups', 'Toys');
insert into sops.sop (id, key, title, topic_id, domain, owner_id, steward_id, review_every_days)
values (pg_temp.id('Sop', 1), 'followups', 'Check a toy', pg_temp.id('Topic', 1), 'PRODUCT_LISTING',
        pg_temp.id('Ruler', 1), pg_temp.id('Ruler', 2), 90);
insert into sops.sop_version
    (id, sop_id, locale, semver, status, title, body, author_id, approver_id, approved_at, published_at, effective_at)
values (pg_temp.id('SopVersion', 1), pg_temp.id('Sop', 1), 'en-GB', '1.0.0', 'EFFECTIVE', 'Check a toy', 'Look for small parts.',
        pg_temp.id('Ruler', 1), pg_temp.id('Ruler', 2), pg_temp.at(-10), pg_temp.at(-10), pg_temp.at(-9));
insert into sops.sop_step (id, sop_version_id, key, position, kind, prompt)
select pg_temp.id('SopStep', n), pg_temp.id('SopVersion', 1), 's' || n, n, 'ACTION', 'Look.' from n;

insert into subjects.seller (id, external_ref, name, kind, market, registered_at)
select pg_temp.id('Seller', n), 'followups-' || n, 'Shop ' || n, 'BUSINESS', 'JP', pg_temp.at(-1000) from n;
insert into subjects.creator (id, handle, display_name, market, registered_at)
select pg_temp.id('Creator', n), 'followups' || n, 'Creator ' || n, 'JP', pg_temp.at(-1000) from n;
insert into subjects.product_listing (id, seller_id, title, state, market)
select pg_temp.id('ProductListing', n), pg_temp.id('Seller', n), 'Toy ' || n, 'LIVE', 'JP' from n;

insert into cases.moderation_case
    (id, domain, subject_kind, listing_id, seller_id, creator_id, title, summary, severity, state, market, source_type, source_detail,
     received_at, decided_at, closed_at)
select pg_temp.id('Case', n), 'PRODUCT_LISTING', 'LISTING', pg_temp.id('ProductListing', n), pg_temp.id('Seller', n),
       pg_temp.id('Creator', n), 'Toy ' || n, 'A toy with small parts.', 'P2', 'CLOSED', 'JP', 'VOLUNTARY', 'INTERNAL_SWEEP',
       pg_temp.at(n), pg_temp.at(n + 1), pg_temp.at(n + 2) from n;
insert into cases.subject_snapshot (id, case_id, payload, taken_at)
select pg_temp.id('SubjectSnapshot', n), pg_temp.id('Case', n), '{}', pg_temp.at(n) from n;

insert into decisions.decision
    (id, case_id, level, outcome, ground, statement_category, policy_clause_id, sop_version_id, snapshot_id, decider_id, site_id,
     vendor_id, market, rationale, active_seconds, automated_detection, automated_decision, decided_at)
select pg_temp.id('Decision', n), pg_temp.id('Case', n), 'FIRST', 'VIOLATION', 'ILLEGAL_CONTENT', 'UNSAFE_AND_PROHIBITED_PRODUCTS',
       pg_temp.id('PolicyClause', n), pg_temp.id('SopVersion', 1), pg_temp.id('SubjectSnapshot', n), pg_temp.id('Decider', n),
       pg_temp.id('VendorSite', n), pg_temp.id('Vendor', n), 'JP', 'Small parts.', 60, false, 'NOT_AUTOMATED', pg_temp.at(n + 1) from n;
insert into decisions.decision
    (id, case_id, level, outcome, policy_clause_id, sop_version_id, snapshot_id, decider_id, market, rationale, active_seconds,
     automated_detection, automated_decision, supersedes_id, decided_at)
select pg_temp.id('Decision', 1000 + n), pg_temp.id('Case', n), 'APPEAL', 'NO_VIOLATION', pg_temp.id('PolicyClause', n),
       pg_temp.id('SopVersion', 1), pg_temp.id('SubjectSnapshot', n), pg_temp.id('Handler', n), 'JP', 'No small parts.', 60, false,
       'NOT_AUTOMATED', pg_temp.id('Decision', n), pg_temp.at(n + 20) from settled;
insert into decisions.decision_clause (decision_id, policy_clause_id) select id, policy_clause_id from decisions.decision
where policy_clause_id in (select pg_temp.id('PolicyClause', n) from n);
insert into decisions.enforcement_action (id, decision_id, kind, state, effective_at, reversed_at)
select pg_temp.id('EnforcementAction', n), pg_temp.id('Decision', n), 'LISTING_REMOVAL', 'REVERSED', pg_temp.at(n + 2), pg_temp.at(n + 21)
from n;

insert into appeals.appeal_policy (id, market, window_days, max_level, decision_days, effective_on, ends_on)
values (pg_temp.id('AppealPolicy', 1), 'JP', 180, 2, 14, '2001-01-01', '2001-02-01'),
       (pg_temp.id('AppealPolicy', 2), 'JP', 30, 1, 14, '2001-02-01', '2001-03-01');
insert into appeals.appeal
    (id, decision_id, case_id, level, appellant_kind, statement, language, state, filed_at, window_ends_at, due_at, reviewer_id, outcome,
     overturn_cause, resulting_decision_id, market, site_id, vendor_id, decided_at, closed_at)
select pg_temp.id('Appeal', n), pg_temp.id('Decision', n), pg_temp.id('Case', n), 1, 'SELLER', 'There are no small parts.', 'en',
       'CLOSED', pg_temp.at(n + 10), pg_temp.at(5000), pg_temp.at(n + 300), pg_temp.id('Handler', n), 'OVERTURNED', 'FALSE_POSITIVE',
       pg_temp.id('Decision', 1000 + n), 'JP', pg_temp.id('VendorSite', n), pg_temp.id('Vendor', n), pg_temp.at(n + 20), pg_temp.at(n + 21)
from settled;
insert into appeals.appeal
    (id, decision_id, case_id, level, appellant_kind, statement, state, filed_at, window_ends_at, due_at, reviewer_id, market, site_id, vendor_id)
select pg_temp.id('Appeal', n), pg_temp.id('Decision', n), pg_temp.id('Case', n), 1, 'CREATOR', 'Look again.', state, pg_temp.at(n + 10),
       pg_temp.at(5000), due_at, reviewer_id, 'JP', pg_temp.id('VendorSite', n), pg_temp.id('Vendor', n)
from (select n, 'FILED' as state, timestamptz 'infinity' as due_at, null::uuid as reviewer_id from filed
      union all select n, 'IN_REVIEW', pg_temp.at(400 - n), pg_temp.id('Handler', n) from working) as open;
insert into appeals.appeal_action (appeal_id, enforcement_action_id, decision_id, outcome)
select pg_temp.id('Appeal', n), pg_temp.id('EnforcementAction', n), pg_temp.id('Decision', n), 'OVERTURNED' from settled;
insert into appeals.external_dispute (id, appeal_id, body, referred_at, due_at, outcome, decided_at, fees, currency)
select pg_temp.id('ExternalDispute', n), pg_temp.id('Appeal', n), 'Body of followups', pg_temp.at(n + 50), pg_temp.at(n + 51),
       'SETTLED', pg_temp.at(n + 52), 95.50, 'EUR' from settled;

insert into escalations.escalation
    (id, case_id, appeal_id, type, severity, level, region, asker_id, question, policy_clause_id, state, opened_at, acknowledged_at, due_at,
     ruler_id, ruled_at, ruling, closed_at, csat, market, site_id, vendor_id)
select pg_temp.id('Escalation', n), pg_temp.id('Case', n), pg_temp.id('Appeal', n), 'POLICY_QUESTION', 'LOW', 'L2', 'JP',
       pg_temp.id('Decider', n), 'Is a button a small part?', pg_temp.id('PolicyClause', n), 'CLOSED', pg_temp.at(n + 5), pg_temp.at(n + 6),
       pg_temp.at(n + 29), pg_temp.id('Ruler', n), pg_temp.at(n + 7), 'Yes.', pg_temp.at(n + 8), 5, 'JP',
       pg_temp.id('VendorSite', n), pg_temp.id('Vendor', n) from settled;
insert into escalations.escalation
    (id, case_id, type, severity, level, region, asker_id, question, state, opened_at, due_at, market, site_id, vendor_id)
select pg_temp.id('Escalation', n), pg_temp.id('Case', n), 'LEGAL', 'HIGH', 'L3', 'EU', pg_temp.id('Decider', n), 'May we?', 'OPEN',
       pg_temp.at(n + 5), pg_temp.at(400 - n), 'JP', pg_temp.id('VendorSite', n), pg_temp.id('Vendor', n)
from (table filed union all table working) as open;

insert into sla.business_calendar (id, key, name, time_zone)
select pg_temp.id('BusinessCalendar', n), 'followups-' || n, 'Office ' || n, 'Asia/Tokyo' from n;
insert into sla.calendar_hours (business_calendar_id, weekday, opens_minute, closes_minute)
select pg_temp.id('BusinessCalendar', n), weekday, 540, 1080 from n, generate_series(1, 5) as weekday;
insert into sla.calendar_holiday (business_calendar_id, holiday_on, name)
select pg_temp.id('BusinessCalendar', n), date '2026-01-01', '元日' from n;
insert into sla.sla_policy
    (id, key, revision, name, clock_kind, agreement, target_minutes, imminent_minutes, business_calendar_id, vendor_id, effective_at)
select pg_temp.id('SlaPolicy', n), 'followups-' || n, 1, 'Decide', 'DECISION', 'VENDOR_CONTRACT', 1440, 60,
       pg_temp.id('BusinessCalendar', n), pg_temp.id('Vendor', n), pg_temp.at(-100) from n
union all select pg_temp.id('SlaPolicy', 1001), 'followups-appeal', 1, 'Hear', 'APPEAL', 'SLA', 20160, 60, null, null, pg_temp.at(-100)
union all select pg_temp.id('SlaPolicy', 2001), 'followups-escalation', 1, 'Rule', 'ESCALATION', 'OLA', 1440, 60, null, null, pg_temp.at(-100);
insert into sla.sla_clock
    (id, sla_policy_id, clock_kind, agreement, case_id, appeal_id, escalation_id, vendor_id, market, status, started_at, due_at, stopped_at)
select pg_temp.id('SlaClock', n), pg_temp.id('SlaPolicy', n), 'DECISION', 'VENDOR_CONTRACT', pg_temp.id('Case', n), null::uuid, null::uuid,
       pg_temp.id('Vendor', n), 'JP', 'ACHIEVED', pg_temp.at(n), pg_temp.at(n + 24), pg_temp.at(n + 1) from settled
union all
select pg_temp.id('SlaClock', 1000 + n), pg_temp.id('SlaPolicy', 1001), 'APPEAL', 'SLA', pg_temp.id('Case', n), pg_temp.id('Appeal', n),
       null, null, 'JP', 'ACHIEVED', pg_temp.at(n + 10), pg_temp.at(n + 300), pg_temp.at(n + 20) from settled
union all
select pg_temp.id('SlaClock', 2000 + n), pg_temp.id('SlaPolicy', 2001), 'ESCALATION', 'OLA', pg_temp.id('Case', n), null,
       pg_temp.id('Escalation', n), null, 'JP', 'BREACHED', pg_temp.at(n + 5), pg_temp.at(n + 29), pg_temp.at(n + 30) from settled
union all
select pg_temp.id('SlaClock', n), pg_temp.id('SlaPolicy', n), 'DECISION', 'VENDOR_CONTRACT', pg_temp.id('Case', n), null, null,
       pg_temp.id('Vendor', n), 'JP', 'PAUSED', pg_temp.at(n), 'infinity', null from filed
union all
select pg_temp.id('SlaClock', n), pg_temp.id('SlaPolicy', n), 'DECISION', 'VENDOR_CONTRACT', pg_temp.id('Case', n), null, null,
       pg_temp.id('Vendor', n), 'JP', 'RUNNING', pg_temp.at(n), pg_temp.at(n + 24), null from working;
insert into sla.sla_pause (id, sla_clock_id, reason, paused_at, resumed_at)
select pg_temp.id('SlaPause', n), pg_temp.id('SlaClock', n), 'ON_HOLD', pg_temp.at(n), case when n <= 120 then pg_temp.at(n + 1) end
from n where n <= 130;

insert into quality.qa_plan (id, key, name, domain, market, vendor_id, target_margin, seed, starts_at, ends_at)
select pg_temp.id('QaPlan', n), 'followups-' || n, 'January', 'PRODUCT_LISTING', 'JP', pg_temp.id('Vendor', n), 0.0300, 9007199254740993,
       pg_temp.at(n), pg_temp.at(n + 744) from n;
insert into quality.qa_sample (id, qa_plan_id, decision_id, stratum, inclusion_prob, sampled_at)
select pg_temp.id('QaSample', n), pg_temp.id('QaPlan', n), pg_temp.id('Decision', n), 'VIOLATION', 0.25, pg_temp.at(n + 3) from n;
insert into quality.qa_review
    (id, qa_sample_id, decision_id, auditor_id, arbiter_id, state, audited_outcome, verdict, score, disputed, market, site_id, vendor_id,
     assigned_at, audited_at, final_at)
select pg_temp.id('QaReview', n), pg_temp.id('QaSample', n), pg_temp.id('Decision', n), pg_temp.id('Auditor', n), pg_temp.id('Arbiter', n),
       'FINAL', 'NO_VIOLATION', 'INCORRECT', 40, true, 'JP', pg_temp.id('VendorSite', n), pg_temp.id('Vendor', n),
       pg_temp.at(n + 4), pg_temp.at(n + 5), pg_temp.at(n + 9) from settled;
insert into quality.qa_review (id, qa_sample_id, decision_id, state, market, site_id, vendor_id)
select pg_temp.id('QaReview', n), pg_temp.id('QaSample', n), pg_temp.id('Decision', n), 'SAMPLED', 'JP',
       pg_temp.id('VendorSite', n), pg_temp.id('Vendor', n)
from (table filed union all table working) as open;
insert into quality.qa_finding (id, qa_review_id, error_class, severity, sop_step_id, comment)
select pg_temp.id('QaFinding', n), pg_temp.id('QaReview', n), 'FALSE_POSITIVE', 'MAJOR', pg_temp.id('SopStep', n), 'A button is no small part.'
from settled;

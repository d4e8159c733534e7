-- A queue, a site, a person and a promise belong to one company. Without being told, the planner takes the company that a policy asks for as one more
-- condition that few rows meet, and leaves the index that has the rows in order: 145 ms for a page of a queue, and 1 ms with it.
create statistics cases.st_moderation_case_queue_id_assignee_id_vendor_id (dependencies)
    on queue_id, assignee_id, vendor_id from cases.moderation_case;
create statistics decisions.st_decision_decider_id_site_id_vendor_id (dependencies)
    on decider_id, site_id, vendor_id from decisions.decision;
create statistics appeals.st_appeal_site_id_vendor_id (dependencies)
    on site_id, vendor_id from appeals.appeal;
create statistics escalations.st_escalation_asker_id_site_id_vendor_id (dependencies)
    on asker_id, site_id, vendor_id from escalations.escalation;
create statistics sla.st_sla_clock_sla_policy_id_vendor_id (dependencies)
    on sla_policy_id, vendor_id from sla.sla_clock;
create statistics quality.st_qa_review_site_id_vendor_id (dependencies)
    on site_id, vendor_id from quality.qa_review;
comment on statistics cases.st_moderation_case_queue_id_assignee_id_vendor_id is 'Which company''s queue or reviewer it is.';
comment on statistics decisions.st_decision_decider_id_site_id_vendor_id is 'Which company''s reviewer or site it is.';
comment on statistics appeals.st_appeal_site_id_vendor_id is 'Which company''s site it is.';
comment on statistics escalations.st_escalation_asker_id_site_id_vendor_id is 'Which company''s reviewer or site it is.';
comment on statistics sla.st_sla_clock_sla_policy_id_vendor_id is 'Which company''s promise it is.';
comment on statistics quality.st_qa_review_site_id_vendor_id is 'Which company''s site it is.';
analyze cases.moderation_case, decisions.decision, appeals.appeal, escalations.escalation, sla.sla_clock, quality.qa_review;

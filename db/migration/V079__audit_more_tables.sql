set local lock_timeout = '5s';

-- Whom or what cases are about. Their states and points follow from measures, whose own events tell of them: a second one for each would double what a
-- bulk decision waits for. Names are told to those who may read them, and not by events.
call audit.watch('subjects.seller', 'Seller', secret => '{name,external_ref}', noise => '{state,health_points,version}');
call audit.watch('subjects.creator', 'Creator', secret => '{handle,display_name}', noise => '{state,health_points,version}');
call audit.watch('subjects.product_listing', 'ProductListing', noise => '{state,version}');
call audit.watch('subjects.content', 'Content', noise => '{state,version}');
call audit.watch('subjects.ipr_claim', 'IprClaim', secret => '{rights_owner,registration_no,evidence}');

-- What the work goes by. No mutation writes these yet; scripts do.
call audit.watch('platform.market', 'Market');
call audit.watch('vendors.vendor', 'Vendor');
call audit.watch('vendors.vendor_site', 'VendorSite');
call audit.watch('vendors.site_shift', 'SiteShift');
call audit.watch('vendors.vendor_contract', 'VendorContract');
call audit.watch('vendors.reviewer', 'Reviewer', secret => '{name,email}');
call audit.watch('vendors.reviewer_skill', 'ReviewerSkill');
call audit.watch('cases.queue', 'Queue');
call audit.watch('cases.routing_rule_version', 'RoutingRule');
call audit.watch('decisions.approval_rule', 'ApprovalRule');
call audit.watch('policies.policy', 'Policy');
call audit.watch('policies.policy_clause', 'PolicyClause');
call audit.watch('sops.topic', 'Topic');
call audit.watch('sops.sop', 'Sop');
call audit.watch('sops.sop_clause', 'SopClause');
call audit.watch('sops.sop_version', 'SopVersion');
call audit.watch('sops.sop_step', 'SopStep');
call audit.watch('sops.policy_update', 'PolicyUpdate');
call audit.watch('sops.acknowledgement', 'Acknowledgement');
call audit.watch('sla.business_calendar', 'BusinessCalendar');
call audit.watch('sla.calendar_hours', 'CalendarHours');
call audit.watch('sla.calendar_holiday', 'CalendarHoliday');
call audit.watch('sla.sla_policy', 'SlaPolicy');
call audit.watch('quality.qa_plan', 'QaPlan');
call audit.watch('quality.qa_sample', 'QaSample');
call audit.watch('quality.qa_review', 'QaReview');
call audit.watch('quality.qa_finding', 'QaFinding');
call audit.watch('appeals.appeal_policy', 'AppealPolicy');
call audit.watch('appeals.appeal', 'Appeal', secret => '{statement}');
call audit.watch('appeals.appeal_action', 'AppealAction');
call audit.watch('appeals.external_dispute', 'ExternalDispute');

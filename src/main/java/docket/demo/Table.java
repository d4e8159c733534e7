package docket.demo;

/** The tables that are filled, in an order in which everything that is referred to comes first, with the columns that are written. */
enum Table {
    VENDOR("vendors.vendor", "id key name active created_at"),
    VENDOR_SITE("vendors.vendor_site", "id vendor_id name country time_zone languages active created_at"),
    SITE_SHIFT("vendors.site_shift", "id site_id name starts_local ends_local created_at"),
    VENDOR_CONTRACT(
            "vendors.vendor_contract",
            "id vendor_id starts_on ends_on decision_sla_target accuracy_target p90_minutes_target rate_per_hour rate_per_case"
                    + " currency created_at"),
    REVIEWER("vendors.reviewer", "id site_id vendor_id name email role active hired_on left_on languages created_at"),
    REVIEWER_SKILL("vendors.reviewer_skill", "reviewer_id domain level granted_on created_at"),
    CERTIFICATION(
            "vendors.certification", "id reviewer_id domain issued_at expires_at revoked_at revoked_reason created_at"),
    POLICY("policies.policy", "id key title domain summary created_at"),
    POLICY_CLAUSE(
            "policies.policy_clause",
            "id policy_id number revision title body ground statement_category keyword effective_on ends_on created_at"),
    TOPIC("sops.topic", "id key name parent_id created_at"),
    SOP("sops.sop", "id key title topic_id domain owner_id steward_id review_every_days reviewed_on created_at"),
    SOP_CLAUSE("sops.sop_clause", "sop_id policy_clause_id created_at"),
    SOP_VERSION(
            "sops.sop_version",
            "id sop_id locale market semver status title body change_note material_change source_version_id author_id"
                    + " approver_id legal_approver_id approved_at published_at effective_at ends_at created_at"),
    SOP_STEP(
            "sops.sop_step",
            "id sop_version_id key position kind prompt yes_step_key no_step_key next_step_key created_at"),
    POLICY_UPDATE(
            "sops.policy_update",
            "id title body kind severity audience domain market status sop_version_id policy_clause_id author_id"
                    + " announced_at effective_at ack_due_at created_at"),
    ACKNOWLEDGEMENT(
            "sops.acknowledgement",
            "id policy_update_id reviewer_id status due_at acknowledged_at quiz_score exempt_reason created_at"),
    QUEUE("cases.queue", "id key name domain market language severity vendor_id active certified created_at"),
    ROUTING_RULE_VERSION(
            "cases.routing_rule_version",
            "id key revision rank queue_id domain market language severity effective_at ends_at author_id created_at"),
    APPEAL_POLICY(
            "appeals.appeal_policy", "id market window_days max_level decision_days effective_on ends_on created_at"),
    BUSINESS_CALENDAR("sla.business_calendar", "id key name time_zone created_at"),
    CALENDAR_HOURS("sla.calendar_hours", "business_calendar_id weekday opens_minute closes_minute"),
    CALENDAR_HOLIDAY("sla.calendar_holiday", "business_calendar_id holiday_on name announced_at"),
    SLA_POLICY(
            "sla.sla_policy",
            "id key revision name clock_kind agreement target_minutes imminent_minutes business_calendar_id domain market"
                    + " severity vendor_id effective_at ends_at created_at"),
    QA_PLAN(
            "quality.qa_plan",
            "id key name domain market vendor_id target_margin pass_score dispute_days seed starts_at ends_at created_at"),
    CASE(
            "cases.moderation_case",
            "id number domain subject_kind seller_id creator_id listing_id content_id ipr_claim_id title summary severity"
                    + " state queue_id assignee_id vendor_id merged_into_id market language source_type source_detail"
                    + " priority_rank received_at queued_at first_touch_at decided_at closed_at wake_at due_at reopen_count"
                    + " created_at"),
    CASE_TEXT("cases.case_text", "case_id number vendor_id market title summary"),
    CASE_REPORT(
            "cases.case_report",
            "id case_id reporter_kind source_type alleged_category text language received_at outcome_notified_at created_at"),
    SUBJECT_SNAPSHOT("cases.subject_snapshot", "id case_id payload taken_at created_at"),
    ASSIGNMENT("cases.assignment", "id case_id reviewer_id assigned_at ended_at reason created_at"),
    LEASE(
            "cases.lease",
            "id case_id reviewer_id token granted_at heartbeat_at expires_at ended_at ended_by active_seconds created_at"),
    CASE_EVENT(
            "cases.case_event",
            "case_id seq kind from_state to_state occurred_at actor_kind reviewer_id rule_key detail created_at"),
    DECISION(
            "decisions.decision",
            "id case_id level outcome ground statement_category policy_clause_id sop_version_id snapshot_id sop_path"
                    + " decider_id rule_key rule_version model_version site_id vendor_id shift market rationale active_seconds"
                    + " automated_detection automated_decision approval approver_id approved_at supersedes_id decided_at"
                    + " created_at"),
    DECISION_CLAUSE("decisions.decision_clause", "decision_id policy_clause_id created_at"),
    ENFORCEMENT_ACTION(
            "decisions.enforcement_action",
            "id decision_id kind state effective_at ends_at territorial_scope points amount currency reversible reversed_at"
                    + " created_at seller_id creator_id listing_id content_id"),
    APPEAL(
            "appeals.appeal",
            "id decision_id case_id level appellant_kind statement language state filed_at window_ends_at due_at"
                    + " inadmissible_reason reviewer_id outcome overturn_cause resulting_decision_id market site_id vendor_id"
                    + " decided_at closed_at created_at"),
    APPEAL_ACTION("appeals.appeal_action", "appeal_id enforcement_action_id decision_id outcome created_at"),
    EXTERNAL_DISPUTE(
            "appeals.external_dispute",
            "id appeal_id body referred_at due_at extended outcome decided_at implemented_at fees currency created_at"),
    ESCALATION(
            "escalations.escalation",
            "id case_id appeal_id type severity level region asker_id question policy_clause_id state opened_at"
                    + " acknowledged_at due_at ruler_id ruled_at ruling closed_at reopen_count csat market site_id vendor_id"
                    + " created_at"),
    SLA_CLOCK(
            "sla.sla_clock",
            "id sla_policy_id clock_kind agreement case_id appeal_id escalation_id vendor_id market status started_at due_at"
                    + " stopped_at created_at"),
    SLA_PAUSE("sla.sla_pause", "id sla_clock_id reason paused_at resumed_at created_at"),
    QA_SAMPLE("quality.qa_sample", "id qa_plan_id decision_id stratum inclusion_prob sampled_at created_at"),
    QA_REVIEW(
            "quality.qa_review",
            "id qa_sample_id decision_id qa_plan_id case_id sop_version_id snapshot_id auditor_id arbiter_id state blind audited_outcome verdict score disputed void_reason"
                    + " market site_id vendor_id assigned_at audited_at final_at created_at"),
    QA_FINDING("quality.qa_finding", "id qa_review_id error_class severity sop_step_id comment created_at"),
    IPR_CLAIM(
            "subjects.ipr_claim",
            "id rights_owner right_kind registration_no evidence listing_id content_id market filed_at created_at"),
    SELLER(
            "subjects.seller",
            "id external_ref name kind market state tier health_points trader_verified_at registered_at created_at seen_by"),
    CREATOR(
            "subjects.creator",
            "id handle display_name market state health_points follower_count registered_at created_at"),
    PRODUCT_LISTING(
            "subjects.product_listing",
            "id seller_id title category_path ean13 brand regulated_class state market language listed_on created_at"),
    CONTENT("subjects.content", "id creator_id kind caption language state market posted_on created_at");

    private final String sqlName;
    private final String[] columns;

    Table(String sqlName, String columns) {
        this.sqlName = sqlName;
        this.columns = columns.split(" ");
    }

    String sqlName() {
        return sqlName;
    }

    int columns() {
        return columns.length;
    }

    String copy() {
        return "copy %s (%s) from stdin (format binary, freeze)".formatted(sqlName, String.join(", ", columns));
    }
}

package docket.access;

import docket.testing.TestDatabase;
import docket.testing.TestPostgres;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Which rows are a company's, said once more and without the policies: what tests compare them with. What is not listed, {@link
 * VendorRowsTest} asks the database, is closed to companies or open to all of them.
 */
final class OwnRows {
    private static final String OF_CASE = "in (select id from cases.moderation_case where vendor_id = '$V')";
    private static final String OF_DECISION = "in (select id from decisions.decision where vendor_id = '$V')";
    private static final String OF_PERSON = "in (select id from vendors.reviewer where vendor_id = '$V')";
    private static final String OF_APPEAL = "in (select id from appeals.appeal where vendor_id = '$V')";
    private static final String OF_COMPANY = "vendor_id = '$V'";
    private static final String OF_BULK = "in (select id from decisions.bulk_decision where vendor_id = '$V')";
    private static final String OF_MEASURE =
            "in (select id from decisions.enforcement_action where decision_id " + OF_DECISION + ")";

    /** Sums, which are compared as such. */
    static final Set<String> FIGURES = Set.of("metrics.kept_week", "metrics.week_cell", "metrics.week_percentile");

    /** By table, in an order in which rows may be deleted: children first. */
    static final Map<String, String> CONDITIONS = new LinkedHashMap<>();

    static {
        CONDITIONS.put("imports.statement", "false");
        CONDITIONS.put("imports.run", "false");
        CONDITIONS.put("cases.bulk_action", "false");
        CONDITIONS.put("cases.bulk_action_item", "false");
        CONDITIONS.put(
                "quality.qa_finding", "qa_review_id in (select id from quality.qa_review where vendor_id = '$V')");
        CONDITIONS.put("quality.qa_review", OF_COMPANY);
        CONDITIONS.put("quality.qa_sample", "decision_id " + OF_DECISION);
        CONDITIONS.put("quality.qa_plan", "vendor_id is null or vendor_id = '$V'");
        CONDITIONS.put("sla.clock_alert", OF_COMPANY);
        CONDITIONS.put("sla.sla_pause", "sla_clock_id in (select id from sla.sla_clock where vendor_id = '$V')");
        CONDITIONS.put("sla.sla_clock", OF_COMPANY);
        CONDITIONS.put("sla.sla_policy", "vendor_id is null or vendor_id = '$V'");
        CONDITIONS.put("escalations.escalation", OF_COMPANY);
        CONDITIONS.put("appeals.appeal_action", "appeal_id " + OF_APPEAL);
        CONDITIONS.put("appeals.external_dispute", "appeal_id " + OF_APPEAL);
        CONDITIONS.put("appeals.appeal", OF_COMPANY);
        CONDITIONS.put("decisions.bulk_measure", "bulk_decision_id " + OF_BULK);
        CONDITIONS.put("decisions.bulk_item", "bulk_decision_id " + OF_BULK + " and case_id " + OF_CASE);
        CONDITIONS.put("decisions.bulk_decision", OF_COMPANY);
        CONDITIONS.put("decisions.health_ledger_entry", "action_id " + OF_MEASURE);
        CONDITIONS.put("decisions.carried_action", "decision_id " + OF_DECISION);
        CONDITIONS.put("decisions.enforcement_action", "decision_id " + OF_DECISION);
        CONDITIONS.put("decisions.decision_clause", "decision_id " + OF_DECISION);
        CONDITIONS.put("decisions.decision", OF_COMPANY);
        CONDITIONS.put("cases.case_text", "case_id " + OF_CASE);
        CONDITIONS.put("cases.case_report", "case_id " + OF_CASE);
        CONDITIONS.put("cases.subject_snapshot", "case_id " + OF_CASE);
        CONDITIONS.put("cases.assignment", "case_id " + OF_CASE + " and reviewer_id " + OF_PERSON);
        CONDITIONS.put("cases.lease", "case_id " + OF_CASE + " and reviewer_id " + OF_PERSON);
        CONDITIONS.put("cases.case_event", "case_id " + OF_CASE);
        CONDITIONS.put("subjects.ipr_claim", "id in (select ipr_claim_id from $CASES)");
        CONDITIONS.put("subjects.content", "id in (select content_id from $CASES)");
        CONDITIONS.put("subjects.product_listing", "id in (select listing_id from $CASES)");
        CONDITIONS.put("subjects.creator", "id in (select creator_id from $CASES)");
        CONDITIONS.put("subjects.seller", "id in (select seller_id from $CASES)");
        CONDITIONS.put("cases.moderation_case", OF_COMPANY);
        CONDITIONS.put("cases.routing_rule_version", "queue_id in (select id from cases.queue where vendor_id = '$V')");
        CONDITIONS.put("cases.queue", OF_COMPANY);
        CONDITIONS.put("sops.acknowledgement", "reviewer_id " + OF_PERSON);
        CONDITIONS.put("sops.policy_update", "status not in ('DRAFT', 'IN_REVIEW', 'APPROVED')");
        CONDITIONS.put(
                "sops.sop_step",
                "sop_version_id in (select id from sops.sop_version where status not in ('DRAFT', 'IN_REVIEW', 'CHANGES_REQUESTED', 'APPROVED'))");
        CONDITIONS.put("sops.sop_version", "status not in ('DRAFT', 'IN_REVIEW', 'CHANGES_REQUESTED', 'APPROVED')");
        CONDITIONS.put("vendors.certification", "reviewer_id " + OF_PERSON);
        CONDITIONS.put("vendors.reviewer_skill", "reviewer_id " + OF_PERSON);
        CONDITIONS.put("vendors.reviewer", OF_COMPANY);
        CONDITIONS.put("vendors.site_shift", "site_id in (select id from vendors.vendor_site where vendor_id = '$V')");
        CONDITIONS.put("vendors.vendor_site", OF_COMPANY);
        CONDITIONS.put("vendors.vendor_contract", OF_COMPANY);
        CONDITIONS.put("vendors.vendor", "id = '$V'");
    }

    private OwnRows() {}

    static String condition(String table, UUID vendor) {
        return Objects.requireNonNull(CONDITIONS.get(table))
                .replace("$CASES", "cases.moderation_case where vendor_id = '$V'")
                .replace("$V", vendor.toString());
    }

    static int count(TestDatabase database, String table, UUID vendor) throws SQLException {
        return Integer.parseInt(strings(
                        database, "select count(*) from %s where %s".formatted(table, condition(table, vendor)))
                .iterator()
                .next());
    }

    /** Ids of rows of others, of the tables that have an id. */
    static Set<UUID> foreign(TestDatabase database, String table, UUID vendor) throws SQLException {
        var ids = new HashSet<UUID>();
        if (hasId(database, table)) {
            strings(database, "select id from %s where (%s) is not true".formatted(table, condition(table, vendor)))
                    .forEach(id -> ids.add(UUID.fromString(id)));
        }
        return ids;
    }

    /** Ids of rows of the company itself. */
    static Set<UUID> own(TestDatabase database, String table, UUID vendor) throws SQLException {
        var ids = new HashSet<UUID>();
        if (hasId(database, table)) {
            strings(database, "select id from %s where %s".formatted(table, condition(table, vendor)))
                    .forEach(id -> ids.add(UUID.fromString(id)));
        }
        return ids;
    }

    /** Texts that stand in rows of others alone: names, titles, what people wrote. */
    static Set<String> foreignTexts(TestDatabase database, UUID vendor) throws SQLException {
        var columns = Map.ofEntries(
                Map.entry("quality.qa_finding", List.of("comment")),
                Map.entry("cases.moderation_case", List.of("title", "summary")),
                Map.entry("subjects.seller", List.of("name", "external_ref")),
                Map.entry("subjects.creator", List.of("handle", "display_name")),
                Map.entry("vendors.reviewer", List.of("name", "email")),
                Map.entry("vendors.vendor", List.of("name", "key")),
                Map.entry("vendors.vendor_site", List.of("name")),
                Map.entry("cases.queue", List.of("key", "name")),
                Map.entry("cases.case_report", List.of("text")),
                Map.entry("decisions.decision", List.of("rationale")),
                Map.entry("appeals.appeal", List.of("statement")),
                Map.entry("appeals.external_dispute", List.of("body")),
                Map.entry("decisions.bulk_decision", List.of("undo_reason")),
                Map.entry("decisions.bulk_item", List.of("message")));
        var texts = new HashSet<String>();
        var own = new HashSet<String>();
        for (var table : columns.entrySet()) {
            var condition = condition(table.getKey(), vendor);
            for (var column : table.getValue()) {
                var all = "select distinct %s from %s where length(%s) > 3 and "
                        .formatted(column, table.getKey(), column);
                texts.addAll(strings(database, all + "(" + condition + ") is not true"));
                own.addAll(strings(database, all + "(" + condition + ")"));
            }
        }
        // Whoever sees a case sees what happened to it, and of those who did it her own people alone.
        texts.addAll(strings(database, """
                select coalesce(detail ->> 'note', detail ->> 'reference') from cases.case_event
                where coalesce(detail ->> 'note', detail ->> 'reference') is not null
                    and reviewer_id not in (select id from vendors.reviewer where vendor_id = '%s')""".formatted(vendor)));
        // Two people may have one name.
        texts.removeAll(own);
        return texts;
    }

    static Set<UUID> ids(TestDatabase database, String table) throws SQLException {
        var ids = new HashSet<UUID>();
        if (hasId(database, table)) {
            strings(database, "select id from %s limit 10".formatted(table))
                    .forEach(id -> ids.add(UUID.fromString(id)));
        }
        return ids;
    }

    static boolean hasId(TestDatabase database, String table) throws SQLException {
        return !strings(
                        database,
                        "select attname from pg_attribute where attrelid = '%s'::regclass and attname = 'id'"
                                .formatted(table))
                .isEmpty();
    }

    static Set<String> strings(TestDatabase database, String sql) throws SQLException {
        var values = new HashSet<String>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** Leaves nothing but the company's rows. */
    static void keepOnly(TestDatabase database, UUID vendor) throws SQLException {
        TestPostgres.asSuperuser(database, statement -> {
            for (var table : CONDITIONS.keySet()) {
                statement.execute("alter table %s disable trigger all".formatted(table));
            }
            // What a row belongs to is told by its parents, so that each table is decided while they are still whole.
            for (var table : CONDITIONS.keySet()) {
                statement.execute("delete from %s where (%s) is not true".formatted(table, condition(table, vendor)));
            }
        });
    }
}

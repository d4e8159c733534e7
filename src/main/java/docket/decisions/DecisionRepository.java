package docket.decisions;

import static docketdb.decisions.Tables.CARRIED_ACTION;
import static docketdb.decisions.Tables.DECISION;
import static docketdb.decisions.Tables.DECISION_CLAUSE;
import static docketdb.decisions.Tables.ENFORCEMENT_ACTION;
import static docketdb.decisions.Tables.HEALTH_LEDGER_ENTRY;

import docket.platform.listing.Listing;
import docket.platform.listing.Relation;
import docket.platform.sql.Db;
import docket.platform.sql.Entity;
import docket.platform.sql.Loader;
import docket.platform.sql.Write;
import docket.policies.Policies;
import docket.policies.PolicyClause;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** All SQL about decisions. */
final class DecisionRepository {
    static final Listing<Decision> DECISIONS = Listing.of(Entity.of(Decision.class, DECISION))
            .anchor("decidedAt", DECISION.DECIDED_AT)
            .anchorId("case", DECISION.CASE_ID, "Case")
            .anchorId("decider", DECISION.DECIDER_ID, "Reviewer")
            .anchorId("vendor", DECISION.VENDOR_ID, "Vendor")
            .anchorId("sopVersion", DECISION.SOP_VERSION_ID, "SopVersion")
            .anchor("sourcePlatform", DECISION.SOURCE_PLATFORM)
            .anchorId("approver", DECISION.APPROVER_ID, "Reviewer")
            .anchorVia("clause", "PolicyClause", DecisionRepository::appliesOneOf)
            .filterId("site", DECISION.SITE_ID, "VendorSite")
            .filter("level", DECISION.LEVEL)
            .filter("outcome", DECISION.OUTCOME)
            .filter("ground", DECISION.GROUND)
            .filter("statementCategory", DECISION.STATEMENT_CATEGORY)
            .filter("legacyCategory", DECISION.LEGACY_CATEGORY)
            .filter("market", DECISION.MARKET)
            .filter("automatedDetection", DECISION.AUTOMATED_DETECTION)
            .filter("automatedDecision", DECISION.AUTOMATED_DECISION)
            .anchorWithin("approval", DECISION.APPROVAL, Set.of("PENDING"), DECISION.APPROVAL.eq("PENDING"))
            .filter("ruleKey", DECISION.RULE_KEY)
            .filter("shift", DECISION.SHIFT)
            .descending("DECIDED_AT", DECISION.DECIDED_AT, "decidedAt")
            .ascending("APPROVAL_DUE_AT", DECISION.APPROVAL_DUE_AT, "approvalDueAt");

    static final Entity<EnforcementAction> ACTION = Entity.of(
            EnforcementAction.class, ENFORCEMENT_ACTION, Map.of("isReversible", ENFORCEMENT_ACTION.REVERSIBLE));
    static final Loader<UUID, List<EnforcementAction>> ACTIONS =
            ACTION.allBy(ENFORCEMENT_ACTION.DECISION_ID, ENFORCEMENT_ACTION.ID.asc());

    static final Listing<HealthLedgerEntry> LEDGER = Listing.of(Entity.of(HealthLedgerEntry.class, HEALTH_LEDGER_ENTRY))
            .descending("ID", HEALTH_LEDGER_ENTRY.ID, "id");

    static final Relation APPLYING = Relation.via(clause -> DECISION.ID.in(DSL.select(DECISION_CLAUSE.DECISION_ID)
            .from(DECISION_CLAUSE)
            .where(DECISION_CLAUSE.POLICY_CLAUSE_ID.eq(clause))));

    private DecisionRepository() {}

    /** The case that a decision is about; null: there is no such decision. */
    static @Nullable UUID caseOf(DSLContext sql, UUID decision) {
        var found = Write.rows(
                sql,
                "select d.case_id from decisions.decision d where d.id = ?",
                row -> row.getObject(1, UUID.class),
                decision);
        return found.isEmpty() ? null : found.getFirst();
    }

    private static Condition appliesOneOf(Field<UUID[]> clauses) {
        return DECISION.ID.in(DSL.select(DECISION_CLAUSE.DECISION_ID)
                .from(DECISION_CLAUSE)
                .where(DECISION_CLAUSE.POLICY_CLAUSE_ID.eq(DSL.any(clauses))));
    }

    /** The clauses of each decision by number: the links in one statement, the clauses in another. */
    static Map<UUID, List<PolicyClause>> clauses(Db db, Collection<UUID> decisions) {
        var links = db.groups(
                DSL.select(DECISION_CLAUSE.DECISION_ID, DECISION_CLAUSE.POLICY_CLAUSE_ID)
                        .from(DECISION_CLAUSE)
                        .where(DECISION_CLAUSE.DECISION_ID.eq(DSL.any(decisions.toArray(UUID[]::new)))),
                row -> row.getObject(1, UUID.class),
                row -> row.getObject(2, UUID.class));
        var keys = links.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        var clauses = keys.isEmpty() ? Map.<UUID, PolicyClause>of() : Policies.CLAUSES.load(db, keys);
        var byDecision = new HashMap<UUID, List<PolicyClause>>();
        links.forEach((decision, linked) -> byDecision.put(
                decision,
                linked.stream()
                        .map(clauses::get)
                        .filter(Objects::nonNull)
                        .sorted(Comparator.comparing(PolicyClause::number).thenComparing(PolicyClause::id))
                        .toList()));
        return byDecision;
    }

    /** Measures of earlier decisions that each leaves in force. */
    static Map<UUID, List<EnforcementAction>> carried(Db db, Collection<UUID> decisions) {
        return db.groups(
                DSL.select(CARRIED_ACTION.DECISION_ID)
                        .select(ACTION.columns())
                        .from(CARRIED_ACTION)
                        .join(ENFORCEMENT_ACTION)
                        .on(ENFORCEMENT_ACTION.ID.eq(CARRIED_ACTION.ACTION_ID))
                        .where(CARRIED_ACTION.DECISION_ID.eq(DSL.any(decisions.toArray(UUID[]::new))))
                        .orderBy(ENFORCEMENT_ACTION.ID),
                row -> row.getObject(1, UUID.class),
                row -> ACTION.read(row, 1));
    }

    /** The decision which replaces each, where there is one. */
    static Map<UUID, Decision> successors(Db db, Collection<UUID> decisions) {
        var query = DSL.select(DECISION.SUPERSEDES_ID)
                .select(DECISIONS.entity().columns())
                .from(DECISION)
                .where(DECISION.SUPERSEDES_ID.eq(DSL.any(decisions.toArray(UUID[]::new))))
                .and(DECISION.APPROVAL.in("NOT_REQUIRED", "APPROVED"));
        return db.map(
                query,
                row -> row.getObject(1, UUID.class),
                row -> DECISIONS.entity().read(row, 1));
    }
}

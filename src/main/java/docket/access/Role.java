package docket.access;

import static docket.platform.request.Scope.APPEALS_READ;
import static docket.platform.request.Scope.BLIND_DECISIONS_READ;
import static docket.platform.request.Scope.CASES_BULK;
import static docket.platform.request.Scope.CASES_LEAD;
import static docket.platform.request.Scope.CASES_READ;
import static docket.platform.request.Scope.CASES_REPORT;
import static docket.platform.request.Scope.CASES_WORK;
import static docket.platform.request.Scope.DECISIONS_READ;
import static docket.platform.request.Scope.DIAGNOSTICS_READ;
import static docket.platform.request.Scope.HANDLERS_READ;
import static docket.platform.request.Scope.KNOWLEDGE_READ;
import static docket.platform.request.Scope.METRICS_READ;
import static docket.platform.request.Scope.ON_BEHALF;
import static docket.platform.request.Scope.PERSONAL_DATA_READ;
import static docket.platform.request.Scope.QUALITY_READ;
import static docket.platform.request.Scope.WORKFORCE_READ;

import docket.platform.request.Scopes;

/** What somebody does in the house, and the scopes that it takes; nothing else says what a role may. */
enum Role {
    ADMINISTRATOR(Scopes.ALL),
    ANALYST(Scopes.of(
            CASES_READ,
            DECISIONS_READ,
            HANDLERS_READ,
            BLIND_DECISIONS_READ,
            APPEALS_READ,
            QUALITY_READ,
            WORKFORCE_READ,
            METRICS_READ,
            KNOWLEDGE_READ,
            DIAGNOSTICS_READ)),
    /** Answers for the work of others: approves, takes cases away, merges, cancels, reopens. */
    TEAM_LEAD(Scopes.of(
            CASES_READ,
            CASES_REPORT,
            CASES_WORK,
            CASES_LEAD,
            CASES_BULK,
            DECISIONS_READ,
            HANDLERS_READ,
            BLIND_DECISIONS_READ,
            QUALITY_READ,
            PERSONAL_DATA_READ,
            WORKFORCE_READ,
            METRICS_READ,
            KNOWLEDGE_READ)),
    REVIEWER(Scopes.of(
            CASES_READ,
            CASES_REPORT,
            CASES_WORK,
            DECISIONS_READ,
            HANDLERS_READ,
            BLIND_DECISIONS_READ,
            PERSONAL_DATA_READ,
            WORKFORCE_READ,
            KNOWLEDGE_READ)),
    /** Does not learn whose decision is contested. */
    APPEAL_REVIEWER(Scopes.of(
            CASES_READ,
            DECISIONS_READ,
            BLIND_DECISIONS_READ,
            APPEALS_READ,
            PERSONAL_DATA_READ,
            WORKFORCE_READ,
            KNOWLEDGE_READ)),
    /** Does not learn whose decision is audited, nor, before she has judged blind, what it says. */
    QA_AUDITOR(Scopes.of(CASES_READ, DECISIONS_READ, QUALITY_READ, PERSONAL_DATA_READ, WORKFORCE_READ, KNOWLEDGE_READ)),
    /** What a company sees and does of its own work, for any of its people; which rows are its own is the database's to say. */
    VENDOR(Scopes.of(
            CASES_READ,
            CASES_WORK,
            ON_BEHALF,
            DECISIONS_READ,
            HANDLERS_READ,
            BLIND_DECISIONS_READ,
            APPEALS_READ,
            QUALITY_READ,
            WORKFORCE_READ,
            METRICS_READ,
            KNOWLEDGE_READ));

    private final Scopes scopes;

    Role(Scopes scopes) {
        this.scopes = scopes;
    }

    Scopes scopes() {
        return scopes;
    }
}

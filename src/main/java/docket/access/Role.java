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
import java.util.Set;

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
    /** Does not learn whose decision is contested, whatever other role she has. */
    APPEAL_REVIEWER(
            Scopes.of(
                    CASES_READ,
                    DECISIONS_READ,
                    BLIND_DECISIONS_READ,
                    APPEALS_READ,
                    PERSONAL_DATA_READ,
                    WORKFORCE_READ,
                    KNOWLEDGE_READ),
            Scopes.of(HANDLERS_READ)),
    /** Does not learn whose decision is audited, nor, before she has judged blind, what it says, whatever other role she has. */
    QA_AUDITOR(
            Scopes.of(CASES_READ, DECISIONS_READ, QUALITY_READ, PERSONAL_DATA_READ, WORKFORCE_READ, KNOWLEDGE_READ),
            Scopes.of(HANDLERS_READ, BLIND_DECISIONS_READ)),
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
    private final Scopes forgone;

    Role(Scopes scopes) {
        this(scopes, Scopes.of());
    }

    Role(Scopes scopes, Scopes forgone) {
        this.scopes = scopes;
        this.forgone = forgone;
    }

    /** The scopes of several roles together: who judges blind stays blind in another role too, but for an administrator. */
    static Scopes scopes(Set<Role> roles) {
        var together = roles.stream().map(Role::scopes).reduce(Scopes.of(), Scopes::and);
        return roles.contains(ADMINISTRATOR)
                ? together
                : roles.stream().map(role -> role.forgone).reduce(together, Scopes::without);
    }

    Scopes scopes() {
        return scopes;
    }
}

package docket.platform.request;

/** What a caller may be allowed to do; described in the schema, where fields require them. */
public enum Scope {
    VIEWER_READ,
    CASES_READ,
    DECISIONS_READ,
    APPEALS_READ,
    QUALITY_READ,
    WORKFORCE_READ,
    PERSONAL_DATA_READ,
    HANDLERS_READ,
    BLIND_DECISIONS_READ,
    METRICS_READ,
    KNOWLEDGE_READ,
    DIAGNOSTICS_READ,
    IMPORTS_WRITE,
    TOKENS_READ,
    TOKENS_WRITE,
    AUDIT_READ,
    CASES_REPORT,
    CASES_WORK,
    CASES_LEAD,
    CASES_BULK,
    ON_BEHALF
}

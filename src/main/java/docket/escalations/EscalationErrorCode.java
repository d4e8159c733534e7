package docket.escalations;

/** Why a case is not escalated; described in the schema. */
enum EscalationErrorCode {
    CASE_UNKNOWN,
    INVALID_TRANSITION,
    VERSION_CONFLICT,
    LEASE_ENDED,
    LEASE_EXPIRED,
    LEASE_OF_ANOTHER,
    REVIEWER_MISSING,
    REVIEWER_UNKNOWN,
    TEXT_INVALID,
    CLAUSE_UNKNOWN
}

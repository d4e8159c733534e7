package docket.cases;

/** Why nothing can be done to a case; described in the schema. */
public enum CaseErrorCode {
    CASE_UNKNOWN,
    INVALID_TRANSITION,
    VERSION_CONFLICT,
    LEASE_ENDED,
    LEASE_EXPIRED,
    LEASE_OF_ANOTHER,
    REVIEWER_MISSING,
    REVIEWER_UNKNOWN,
    REVIEWER_UNFIT,
    DUTIES_NOT_SEPARATE,
    TOO_MANY_LEASES,
    NOTHING_TO_CLAIM,
    QUEUE_UNKNOWN,
    QUEUE_INACTIVE,
    WAKE_OUT_OF_RANGE,
    TEXT_INVALID,
    SUBJECT_UNKNOWN,
    OTHER_CASE_UNFIT
}

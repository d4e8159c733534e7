package docket.decisions;

/** Why one case of a bulk decision cannot be decided; described in the schema. */
enum BulkFault {
    CASE_UNKNOWN,
    VERSION_CONFLICT,
    INVALID_TRANSITION,
    LEASE_OF_ANOTHER,
    LEASE_EXPIRED,
    REVIEWER_UNFIT,
    DUTIES_NOT_SEPARATE,
    SOP_NOT_EFFECTIVE,
    SOP_PATH_INVALID,
    ACTION_UNFIT,
    NOTICE_TOO_SHORT,
    STILL_IN_FORCE
}

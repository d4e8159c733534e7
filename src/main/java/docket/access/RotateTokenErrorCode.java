package docket.access;

/** Why a token cannot be taken over from; described in the schema. */
enum RotateTokenErrorCode {
    TOKEN_UNKNOWN,
    TOKEN_NOT_ACTIVE,
    ALREADY_ROTATED,
    OVERLAP_OUT_OF_RANGE,
    EXPIRY_OUT_OF_RANGE,
    BEYOND_YOUR_OWN,
    REVIEWER_UNKNOWN,
    TEXT_INVALID
}

package docket.access;

/** Why a token cannot be revoked; described in the schema. */
enum RevokeTokenErrorCode {
    TOKEN_UNKNOWN,
    ALREADY_REVOKED,
    TEXT_INVALID
}

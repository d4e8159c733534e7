package docket.platform.request;

/** The closed list of {@code errors[].extensions.code}; cause, remedy and whether to retry stand in the contract's README. */
public enum ErrorCode {
    BAD_REQUEST,
    GRAPHQL_PARSE_FAILED,
    GRAPHQL_VALIDATION_FAILED,
    BAD_USER_INPUT,
    UNAUTHENTICATED,
    FORBIDDEN,
    COST_LIMIT,
    DEPTH_LIMIT,
    ALIAS_LIMIT,
    DOCUMENT_LIMIT,
    RATE_LIMITED,
    QUERY_TIMEOUT,
    CONFLICT,
    IDEMPOTENCY_KEY_REUSED,
    IDEMPOTENCY_IN_PROGRESS,
    UNAVAILABLE,
    INTERNAL
}

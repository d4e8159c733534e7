package docket.access;

/** What can be wrong with a token that is to be made; described in the schema. */
enum CreateTokenErrorCode {
    OWNER_INVALID,
    GRANTS_NOTHING,
    BEYOND_YOUR_OWN,
    VENDOR_MISSING,
    VENDOR_WITHOUT_ROLE,
    VENDOR_UNKNOWN,
    NOT_FOR_A_COMPANY,
    BOUND_WITHOUT_VENDOR,
    SITE_UNKNOWN,
    MARKET_UNKNOWN,
    REVIEWER_UNKNOWN,
    ADDRESS_RANGE_INVALID,
    EXPIRY_OUT_OF_RANGE,
    TEXT_INVALID
}

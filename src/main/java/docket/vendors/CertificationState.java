package docket.vendors;

import java.time.Duration;

/** Where a certification stands; told by its times, and described in the schema. */
enum CertificationState {
    VALID,
    EXPIRING,
    EXPIRED,
    REVOKED;

    /** As long before its end it is time to renew it. */
    static final Duration AHEAD = Duration.ofDays(30);
}

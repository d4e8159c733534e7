package docket.sla;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * What one revision of a policy asks of a clock.
 *
 * @param policyId the revision
 * @param target how much of the opening hours may pass
 * @param imminent a clock that is due within so much time, by any clock on a wall, is IMMINENT
 * @param pausesFor what it waits for without counting
 */
record Promise(UUID policyId, Duration target, Duration imminent, Set<String> pausesFor, WorkingHours hours) {}

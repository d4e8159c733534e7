package docket.subjects;

import java.time.Instant;
import java.util.UUID;

/** Somebody who publishes content. */
public record Creator(
        UUID id,
        String handle,
        String displayName,
        String market,
        String state,
        int healthPoints,
        int followerCount,
        Instant registeredAt) {}

package docket.quality;

import java.time.Instant;
import java.util.UUID;

/** A decision drawn for audit. */
public record QaSample(
        UUID id, UUID qaPlanId, UUID decisionId, String stratum, double inclusionProb, Instant sampledAt) {}

package docket.cases;

import java.time.Instant;
import java.util.UUID;

/** The subject as the reviewer saw it. */
public record SubjectSnapshot(UUID id, UUID caseId, String payload, String sha256, Instant takenAt) {}

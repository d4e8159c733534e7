package docket.vendors;

import java.time.LocalDate;
import java.util.UUID;

/** A domain that a reviewer may decide in. */
public record ReviewerSkill(UUID reviewerId, String domain, String level, LocalDate grantedOn) {}

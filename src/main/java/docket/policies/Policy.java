package docket.policies;

import java.util.UUID;

/** A rule book of one subject. */
public record Policy(UUID id, String key, String title, String domain, String summary) {}

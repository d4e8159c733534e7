package docket.escalations;

import docket.platform.sql.Loader;
import java.util.UUID;

/** What other features may ask of escalations. */
public final class Escalations {
    public static final Loader<UUID, Escalation> ESCALATIONS = EscalationRepository.ESCALATIONS.entity();

    private Escalations() {}
}

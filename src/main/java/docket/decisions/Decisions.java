package docket.decisions;

import docket.platform.sql.Loader;
import java.util.UUID;

/** What other features may ask of decisions. */
public final class Decisions {
    public static final Loader<UUID, Decision> DECISIONS = DecisionRepository.DECISIONS.entity();
    public static final Loader<UUID, EnforcementAction> ACTIONS = DecisionRepository.ACTION;

    private Decisions() {}
}

package docket.cases;

import docket.platform.sql.Loader;
import java.util.UUID;

/** What other features may ask of cases. */
public final class Cases {
    public static final Loader<UUID, Case> CASES = CaseRepository.CASES.entity();
    public static final Loader<UUID, Queue> QUEUES = CaseRepository.QUEUES.entity();
    public static final Loader<UUID, SubjectSnapshot> SNAPSHOTS = CaseRepository.SNAPSHOTS.entity();

    private Cases() {}
}

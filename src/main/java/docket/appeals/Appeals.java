package docket.appeals;

import docket.platform.sql.Loader;
import java.util.UUID;

/** What other features may ask of appeals. */
public final class Appeals {
    public static final Loader<UUID, Appeal> APPEALS = AppealRepository.APPEALS.entity();

    private Appeals() {}
}

package docket.sops;

import docket.platform.sql.Loader;
import java.util.UUID;

/** What other features may ask of procedures. */
public final class Sops {
    public static final Loader<UUID, Sop> SOPS = SopRepository.SOPS.entity();
    public static final Loader<UUID, SopVersion> VERSIONS = SopRepository.VERSIONS.entity();

    /** Where an audit says that it went wrong. */
    public static final Loader<UUID, SopStep> STEPS = SopRepository.STEPS;

    private Sops() {}
}

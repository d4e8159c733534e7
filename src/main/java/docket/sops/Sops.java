package docket.sops;

import docket.platform.sql.Later;
import docket.platform.sql.Loader;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What other features may ask of procedures. */
public final class Sops {
    public static final Loader<UUID, Sop> SOPS = SopRepository.SOPS.entity();
    public static final Loader<UUID, SopVersion> VERSIONS = SopRepository.VERSIONS.entity();

    /** Where an audit says that it went wrong. */
    public static final Loader<UUID, SopStep> STEPS = SopRepository.STEPS;

    private Sops() {}

    /**
     * A procedure in the version that is in force now, by market: a market's own before the one for every market.
     *
     * @param locale null: that of the market, else the one that the others are translated from
     * @return empty when there is no such procedure
     */
    public static Later<Map<@Nullable String, Procedure>> procedures(
            DSLContext sql, UUID sop, @Nullable String locale, Collection<@Nullable String> markets, Instant now) {
        return ProcedureRepository.procedures(sql, sop, locale, markets, now);
    }
}

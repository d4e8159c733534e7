package docket.platform.request;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, and what it may ask.
 *
 * @param id for logs: says who it was to those who can look it up, and nothing to others
 * @param name for people
 * @param vendorId the company whose rows alone it may see; null: not bound to one
 * @param siteIds the sites whose rows alone it may see; empty: not bound to any
 * @param markets the markets whose rows alone it may see; empty: not bound to any
 * @param tokenId the token of ours that it used; null: none
 * @param reviewerId the person that works with it; null: a program, or somebody who takes no part in the work
 * @param costPerSecond points that its account gets back in a second; null: as many as its class
 */
public record Caller(
        Kind kind,
        String id,
        String name,
        Scopes scopes,
        @Nullable UUID vendorId,
        Set<UUID> siteIds,
        Set<String> markets,
        CostClass costClass,
        @Nullable UUID tokenId,
        @Nullable UUID reviewerId,
        @Nullable Integer costPerSecond) {

    /** Docket itself, e.g. as it warms up. Nobody outside can be it. */
    public static final Caller DOCKET = new Caller(
            Kind.SERVER, "docket", "Docket", Scopes.ALL, null, Set.of(), Set.of(), CostClass.STAFF, null, null, null);

    /** What sort of caller. */
    public enum Kind {
        PERSON,
        MACHINE,
        SERVER
    }

    /** How much a caller may ask for. */
    public enum CostClass {
        STAFF,
        VENDOR
    }

    /** Whether there are rows that it may not see. Bound to no company it sees none. */
    public boolean isBound() {
        return costClass == CostClass.VENDOR || vendorId != null || !siteIds.isEmpty() || !markets.isEmpty();
    }

    public boolean may(Scope scope) {
        return scopes.has(scope);
    }
}

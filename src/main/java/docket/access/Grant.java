package docket.access;

import docket.platform.request.Caller.CostClass;
import docket.platform.request.Scope;
import docket.platform.request.Scopes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is given, whether by a token or by claims.
 *
 * @param more scopes beside those of the roles
 * @param reviewerId the person who works with it; null: nobody in particular
 * @param vendorId the company that the caller is bound to; null: none
 */
record Grant(
        Set<Role> roles,
        Scopes more,
        @Nullable UUID vendorId,
        Set<UUID> siteIds,
        Set<String> markets,
        @Nullable UUID reviewerId) {

    /** What whoever is bound may be given by name beside, and gets by no role. */
    private static final Scopes BY_NAME = Scopes.of(Scope.CASES_BULK);

    static Grant of(Set<Role> roles, @Nullable UUID vendorId) {
        return new Grant(roles, Scopes.of(), vendorId, Set.of(), Set.of(), null);
    }

    Grant workedWithBy(@Nullable UUID reviewer) {
        return new Grant(roles, more, vendorId, siteIds, markets, reviewer);
    }

    /** As a row has it; a word that a later version has written grants nothing here. */
    static Grant of(
            List<String> roles,
            List<String> scopes,
            @Nullable UUID vendorId,
            List<UUID> siteIds,
            List<String> markets,
            @Nullable UUID reviewerId) {
        return new Grant(
                words(Role.class, roles),
                Scopes.of(words(Scope.class, scopes)),
                vendorId,
                Set.copyOf(siteIds),
                Set.copyOf(markets),
                reviewerId);
    }

    private static <E extends Enum<E>> Set<E> words(Class<E> type, List<String> names) {
        var known = EnumSet.allOf(type);
        known.removeIf(word -> !names.contains(word.name()));
        return known;
    }

    /** Whoever is bound to some rows gets at most what a vendor gets, and what was granted by name of the little beside, whatever else was granted. */
    Scopes scopes() {
        var granted = Role.scopes(roles).and(more);
        return isBound() ? granted.within(Role.VENDOR.scopes().and(more.within(BY_NAME))) : granted;
    }

    /** Beside those of the roles; everybody has the one that is left out. */
    List<Scope> moreScopes() {
        return more.all().stream().filter(scope -> scope != Scope.VIEWER_READ).toList();
    }

    CostClass costClass() {
        return isBound() ? CostClass.VENDOR : CostClass.STAFF;
    }

    private boolean isBound() {
        return roles.contains(Role.VENDOR) || vendorId != null || !siteIds.isEmpty() || !markets.isEmpty();
    }
}

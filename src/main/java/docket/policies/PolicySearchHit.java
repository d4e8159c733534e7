package docket.policies;

import docket.platform.search.SearchHit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A policy, or one of its clauses, which matches a search. */
record PolicySearchHit(
        UUID id,
        double rank,
        String query,
        String title,
        String body,
        @Nullable UUID clauseId) implements SearchHit {

    static PolicySearchHit ofPolicy(UUID id, double rank, String query, String title, String body) {
        return new PolicySearchHit(id, rank, query, title, body, null);
    }

    static PolicySearchHit ofClause(UUID id, double rank, String query, String title, String body) {
        return new PolicySearchHit(id, rank, query, title, body, id);
    }
}

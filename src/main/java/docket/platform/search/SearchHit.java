package docket.platform.search;

import java.util.Comparator;
import java.util.UUID;

/** A row that was found; a feature implements it as a record of these components, one for each type of hit. */
public interface SearchHit {
    /** Of equals the newest first. */
    Comparator<SearchHit> BEST_FIRST = Comparator.comparingDouble(SearchHit::rank)
            .thenComparing(hit -> hit.id().toString())
            .reversed();

    /** The row. */
    UUID id();

    /** How well it matches, above 0 and below 1. */
    double rank();

    /** What was looked for. */
    String query();

    String title();

    String body();

    /**
     * The constructor of a hit.
     *
     * @param <H> the feature's type of hit
     */
    @FunctionalInterface
    interface Factory<H extends SearchHit> {
        H create(UUID id, double rank, String query, String title, String body);
    }
}

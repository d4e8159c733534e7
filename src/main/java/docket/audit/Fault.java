package docket.audit;

import org.jspecify.annotations.Nullable;

/**
 * The first place at which a chain is not as it was written.
 *
 * @param chain null: the anchors
 * @param number of the event, or anchor
 */
record Fault(@Nullable Integer chain, long number, Kind kind, String detail) {

    /** What was done to it. */
    enum Kind {
        EDITED,
        REMOVED,
        REORDERED
    }

    @Override
    public String toString() {
        var place = chain == null ? "anchor %d" : "chain " + chain + ", event %d";
        return "%s: %s, %s".formatted(place.formatted(number), kind, detail);
    }
}

package docket.platform.listing;

import java.util.List;

/** A part of a list, in the list's order. */
public record Page<T>(List<T> rows, boolean hasNext, boolean hasPrevious) {
    public static <T> Page<T> empty() {
        return new Page<>(List.of(), false, false);
    }
}

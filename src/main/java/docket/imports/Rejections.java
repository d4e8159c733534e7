package docket.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts all bad rows and keeps the first reasons, so that a file of nothing but bad rows takes no more memory than one with a few. */
final class Rejections {
    private static final int LONGEST_LIST = 100;

    private final List<Rejection> kept = new ArrayList<>();
    private long rows;
    private long unlisted;

    void row(List<Rejection> reasons) {
        rows++;
        reasons.forEach(this::keep);
    }

    /** What is wrong with the file rather than with a row. */
    void file(List<Rejection> reasons) {
        reasons.forEach(this::keep);
    }

    private void keep(Rejection reason) {
        if (kept.size() < LONGEST_LIST) {
            kept.add(reason);
        } else {
            unlisted++;
        }
    }

    long rows() {
        return rows;
    }

    long unlisted() {
        return unlisted;
    }

    List<Rejection> list() {
        return kept.stream().sorted(Comparator.comparingLong(Rejection::line)).toList();
    }
}

package docket.platform.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A part of a text, from {@code start} to before {@code end}. */
record Span(int start, int end) {

    /** In order of the text; what touches or overlaps becomes one. */
    static List<Span> merged(List<Span> spans) {
        var merged = new ArrayList<Span>();
        for (var span :
                spans.stream().sorted(Comparator.comparingInt(Span::start)).toList()) {
            if (merged.isEmpty() || merged.getLast().end < span.start) {
                merged.add(span);
            } else {
                var last = merged.removeLast();
                merged.add(new Span(last.start, Math.max(last.end, span.end)));
            }
        }
        return merged;
    }
}

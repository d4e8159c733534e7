package docket.platform.search;

import java.util.List;

/** The part of a text around the first of some spans, as HTML: all of the text escaped, only the spans marked. */
final class Excerpt {
    private static final int LENGTH = 200;
    private static final int LEAD = 50;
    private static final int WORD = 20;

    private final String text;
    private final int start;
    private final int end;
    private final StringBuilder html = new StringBuilder();

    private Excerpt(String text, int start, int end) {
        this.text = text;
        this.start = start;
        this.end = end;
    }

    static String of(String text, List<Span> spans) {
        var first = spans.isEmpty() ? 0 : spans.getFirst().start();
        var earliest = Math.min(first - LEAD, text.length() - LENGTH);
        var start = earliest <= 0 ? 0 : afterSpace(text, earliest, first);
        var end = start + LENGTH >= text.length() ? text.length() : beforeSpace(text, start + LENGTH);
        return new Excerpt(text, start, end).html(spans);
    }

    private String html(List<Span> spans) {
        html.append(start > 0 ? "…" : "");
        var position = start;
        for (var span : spans) {
            if (span.start() < end) {
                append(position, span.start());
                html.append("<mark>");
                append(span.start(), Math.min(span.end(), end));
                html.append("</mark>");
                position = Math.min(span.end(), end);
            }
        }
        append(position, end);
        return html.append(end < text.length() ? "…" : "").toString();
    }

    private void append(int from, int to) {
        html.append(escaped(text.substring(from, to).replaceAll("\\s+", " ")));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Where a word begins shortly after a place; scripts without spaces are cut between any two characters. */
    private static int afterSpace(String text, int place, int limit) {
        for (int index = place; index < Math.min(place + WORD, limit); index++) {
            if (Character.isWhitespace(text.charAt(index))) {
                return index + 1;
            }
        }
        return betweenCharacters(text, place);
    }

    private static int beforeSpace(String text, int place) {
        for (int index = place; index > place - WORD; index--) {
            if (Character.isWhitespace(text.charAt(index))) {
                return index;
            }
        }
        return betweenCharacters(text, place);
    }

    private static int betweenCharacters(String text, int place) {
        return Character.isLowSurrogate(text.charAt(place)) ? place - 1 : place;
    }
}

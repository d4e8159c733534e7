package docket.platform.search;

import docket.platform.request.Arguments;
import docket.platform.request.GraphException;

/**
 * The arguments that every search takes, checked.
 *
 * @param text what a person typed; anything goes, and what holds nothing to look for finds nothing
 * @param first how many hits at most
 */
public record SearchRequest(String text, int first) {
    private static final int MAX_TEXT = 200;
    private static final int DEFAULT_FIRST = 10;
    private static final int MAX_FIRST = 50;

    public static SearchRequest of(Arguments arguments) {
        var text = arguments.string("text");
        if (text.length() > MAX_TEXT) {
            throw GraphException.tooMuch(
                    "text",
                    "'text' takes at most %d characters, not %d: leave out words".formatted(MAX_TEXT, text.length()),
                    text.length(),
                    MAX_TEXT);
        }
        if (text.codePoints().anyMatch(SearchRequest::isNoCharacter)) {
            throw GraphException.badInput("text", "'text' takes no null character and no half of a surrogate pair");
        }
        var first = arguments.optionalInt("first");
        if (first != null && (first < 1 || first > MAX_FIRST)) {
            throw GraphException.badInput("first", "'first' is from 1 to %d, not %d".formatted(MAX_FIRST, first));
        }
        return new SearchRequest(text, first == null ? DEFAULT_FIRST : first);
    }

    private static boolean isNoCharacter(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
    }
}

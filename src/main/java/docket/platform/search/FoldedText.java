package docket.platform.search;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * A text with one form for each character, as {@code platform.search_fold} makes it, which knows where each came from: full-width letters,
 * half-width kana and capitals are found by the usual ones, and shown as they stand.
 */
final class FoldedText {
    private static final int INDEXED_LENGTH = 50_000;

    private final String original;
    private final String folded;
    private final int[] starts;
    private final int[] ends;

    private FoldedText(String original, String folded, int[] starts, int[] ends) {
        this.original = original;
        this.folded = folded;
        this.starts = starts;
        this.ends = ends;
    }

    /** Of a long text only the part that is searched. */
    static FoldedText of(String text) {
        var length = Math.min(text.length(), INDEXED_LENGTH);
        var folded = new StringBuilder(length);
        var starts = new int[length + 16];
        var ends = new int[length + 16];
        for (int start = 0; start < length; ) {
            var end = clusterEnd(text, start);
            var part = fold(text.substring(start, end));
            if (folded.length() + part.length() > starts.length) {
                var larger = 2 * (folded.length() + part.length());
                starts = Arrays.copyOf(starts, larger);
                ends = Arrays.copyOf(ends, larger);
            }
            Arrays.fill(starts, folded.length(), folded.length() + part.length(), start);
            Arrays.fill(ends, folded.length(), folded.length() + part.length(), end);
            folded.append(part);
            start = end;
        }
        return new FoldedText(text, folded.toString(), starts, ends);
    }

    static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    String original() {
        return original;
    }

    String folded() {
        return folded;
    }

    /** Where the characters of a part of the folded text stand in the text itself. */
    Span original(int start, int end) {
        return new Span(starts[start], ends[end - 1]);
    }

    /** The end of a character with the marks that belong to it. */
    private static int clusterEnd(String text, int start) {
        var end = start + Character.charCount(text.codePointAt(start));
        while (end < text.length() && isMark(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    /** Half-width voicing marks are letters to Unicode, but become part of the kana before them. */
    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> codePoint == '\uff9e' || codePoint == '\uff9f';
        };
    }
}

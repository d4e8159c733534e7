package docket.imports;

/** The begin of a text, as far as a list of cases can show it. */
final class FirstSentence {
    private static final int LONGEST = 200;
    private static final String ENDS = ".!?。！？";

    private FirstSentence() {}

    static String of(String text) {
        var longest = Math.min(text.length(), LONGEST);
        for (int index = 0; index < longest; index++) {
            if (isEnd(text, index)) {
                return text.substring(0, index + 1);
            }
        }
        return longest == text.length() ? text : shortened(text);
    }

    private static boolean isEnd(String text, int index) {
        var kind = ENDS.indexOf(text.charAt(index));
        if (kind < 0) {
            return false;
        }
        var isLatin = kind < 3;
        return !isLatin || index + 1 == text.length() || Character.isWhitespace(text.charAt(index + 1));
    }

    private static String shortened(String text) {
        var space = text.lastIndexOf(' ', LONGEST);
        var end = space > 0 ? space : LONGEST;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}

package docket.imports;

import org.jspecify.annotations.Nullable;

/**
 * Why a row is refused.
 *
 * @param line the physical line of the file on which the row begins, from 1
 * @param column null where the row as a whole is meant
 * @param value the offending text, abbreviated; null where there is none
 */
record Rejection(
        long line,
        @Nullable String column,
        String reason,
        @Nullable String value) {
    private static final int LONGEST_VALUE = 80;

    Rejection {
        if (value != null && value.length() > LONGEST_VALUE) {
            var end = Character.isHighSurrogate(value.charAt(LONGEST_VALUE - 1)) ? LONGEST_VALUE - 1 : LONGEST_VALUE;
            value = value.substring(0, end) + "…";
        }
    }
}

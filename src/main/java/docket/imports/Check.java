package docket.imports;

import org.jspecify.annotations.Nullable;

/** What the text of a column must be like, and the value that is stored for it. */
@FunctionalInterface
interface Check {
    /** @return a String, or a List of codes */
    Object value(String text) throws Refused;

    /** The text breaks a rule. The reason goes on from the column's name: "is not a date". */
    final class Refused extends Exception {
        private final String reason;
        private final @Nullable String part;

        Refused(String reason) {
            this(reason, null);
        }

        /** @param part of the text that breaks the rule; null: the whole */
        Refused(String reason, @Nullable String part) {
            super(reason, null, false, false);
            this.reason = reason;
            this.part = part;
        }

        String reason() {
            return reason;
        }

        @Nullable
        String part() {
            return part;
        }
    }
}

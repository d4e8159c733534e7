package docket.cases;

import docket.platform.mutation.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why a case was the next one: what waiting cases are ordered by, as it stood when it was claimed. */
record ClaimRank(@Nullable Instant dueAt, String severity, int priorityRank) {
    static ClaimRank of(Case waiting) {
        return new ClaimRank(waiting.dueAt(), waiting.severity(), waiting.priorityRank());
    }

    static @Nullable ClaimRank of(Payload payload) {
        var text = payload.fact("rank");
        if (text == null) {
            return null;
        }
        var words = text.split(" ");
        var dueAt = words[0].equals("-") ? null : Instant.parse(words[0]);
        return new ClaimRank(dueAt, words[1], Integer.parseInt(words[2]));
    }

    String asText() {
        return "%s %s %d".formatted(dueAt == null ? "-" : dueAt, severity, priorityRank);
    }
}

package docket.cases;

import docket.platform.mutation.Payload;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a case was the next one: what waiting cases are ordered by, as it stood when it was claimed.
 *
 * @param isReturned from hold, and whoever claims had held it
 */
record ClaimRank(boolean isReturned, @Nullable Instant dueAt, String severity, int priorityRank) {
    static ClaimRank of(WorkedCase waiting, UUID claimant) {
        var before = waiting.before();
        return new ClaimRank(
                claimant.equals(waiting.returnedTo()), before.dueAt(), before.severity(), before.priorityRank());
    }

    static @Nullable ClaimRank of(Payload payload) {
        var text = payload.fact("rank");
        if (text == null) {
            return null;
        }
        var words = text.split(" ");
        var dueAt = words[0].equals("-") ? null : Instant.parse(words[0]);
        var isReturned = words.length > 3 && Boolean.parseBoolean(words[3]);
        return new ClaimRank(isReturned, dueAt, words[1], Integer.parseInt(words[2]));
    }

    String asText() {
        return "%s %s %d %s".formatted(dueAt == null ? "-" : dueAt, severity, priorityRank, isReturned);
    }
}

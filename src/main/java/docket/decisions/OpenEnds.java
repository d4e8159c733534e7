package docket.decisions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may keep a case from being closed.
 *
 * @param toCome measures that have not taken effect, in words
 * @param owesNoticeSince when the latest decision was taken, or approved, whose reasons have to be told; null: none is owed
 * @param decidedAt when the decision that holds was taken or approved; null: there is none
 * @param nextEffectAt when the next of the measures takes effect; null: none does by itself
 */
record OpenEnds(
        List<String> toCome,
        @Nullable Instant owesNoticeSince,
        @Nullable Instant decidedAt,
        @Nullable Instant nextEffectAt) {

    /** In words for whoever wants to close it; empty: nothing. */
    static List<String> of(@Nullable OpenEnds ends, @Nullable Instant latestNotice) {
        if (ends == null) {
            return List.of();
        }
        var open = new ArrayList<>(ends.toCome());
        if (ends.owesNotice(latestNotice)) {
            open.add("the statement of reasons: send it, then markNoticeSent");
        }
        return open;
    }

    boolean owesNotice(@Nullable Instant latestNotice) {
        return isUntold(owesNoticeSince, latestNotice);
    }

    /** @param since null: nothing has to be told */
    static boolean isUntold(@Nullable Instant since, @Nullable Instant latestNotice) {
        return since != null && (latestNotice == null || latestNotice.isBefore(since));
    }
}

package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a case aside until somebody else has done something, or for a time. */
final class HoldCase implements Mutation {
    private static final Duration LONGEST = Duration.ofDays(180);
    private static final int LONGEST_NOTE = 2_000;

    private final CaseWork work;

    HoldCase(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var held = work.held(call);
        var worked = held.worked();
        worked.happens(
                        CaseEventKind.HELD,
                        CaseState.ON_HOLD,
                        By.reviewer(held.worker().id()),
                        detail(call))
                .wakesAt(wakeAt(call, worked))
                .leaseEnds(LeaseEnd.HELD);
        return work.save(call, worked);
    }

    private static Map<String, Object> detail(MutationCall call) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("reason", call.input().string("holdReason"));
        if (call.input().has("note")) {
            detail.put("note", call.text("note", LONGEST_NOTE, CaseErrorCode.TEXT_INVALID));
        }
        return detail;
    }

    private static @Nullable Instant wakeAt(MutationCall call, WorkedCase worked) {
        if (!call.input().has("wakeAt")) {
            return null;
        }
        var wakeAt = call.input().required("wakeAt", Instant.class);
        if (!wakeAt.isAfter(worked.at()) || wakeAt.isAfter(worked.at().plus(LONGEST))) {
            throw Refusal.of(
                    CaseErrorCode.WAKE_OUT_OF_RANGE,
                    "wakeAt",
                    "It is in the future, %d days ahead at most; left out, somebody has to resume the case"
                            .formatted(LONGEST.toDays()));
        }
        return wakeAt;
    }
}

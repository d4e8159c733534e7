package docket.decisions;

import docket.cases.By;
import docket.cases.CaseEventKind;
import docket.cases.CaseWork;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import java.util.LinkedHashMap;

/** Notes that whoever is hit by a decision has been told its reasons. */
final class MarkNoticeSent implements Mutation {
    private static final int LONGEST_REFERENCE = 200;

    private final CaseWork work;

    MarkNoticeSent(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var worked = work.locked(call);
        var detail = new LinkedHashMap<String, Object>();
        if (call.input().has("reference")) {
            detail.put("reference", call.text("reference", LONGEST_REFERENCE, DecisionErrorCode.TEXT_INVALID));
        }
        worked.happens(
                CaseEventKind.NOTICE_SENT,
                worked.state(),
                By.reviewerOrSystem(call.caller().reviewerId()),
                detail.isEmpty() ? null : detail);
        return work.save(call, worked);
    }
}

package docket.decisions;

import docket.cases.By;
import docket.cases.CaseEventKind;
import docket.cases.CaseState;
import docket.cases.CaseWork;
import docket.cases.Cases;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import java.util.List;

/** Ends a case whose decision is carried out and told. */
final class CloseCase implements Mutation {
    private final CaseWork work;

    CloseCase(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var worked = work.locked(call);
        worked.happens(
                        CaseEventKind.CLOSED,
                        CaseState.CLOSED,
                        By.reviewerOrSystem(call.caller().reviewerId()),
                        null)
                .isClosed();
        var ids = List.of(worked.id());
        var open = OpenEnds.of(
                CloseRepository.ends(call.sql(), ids, call.caller().vendorId()).get(worked.id()),
                Cases.latestNotices(call.sql(), ids).get(worked.id()));
        if (!open.isEmpty()) {
            throw Refusal.of(DecisionErrorCode.STILL_OPEN, "case", "Still to come: " + String.join("; ", open))
                    .showing("case", worked.id());
        }
        return work.save(call, worked);
    }
}

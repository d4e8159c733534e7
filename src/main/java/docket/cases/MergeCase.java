package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import docket.platform.request.GlobalId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ends a case in favour of another about the same subject, which takes its reports over. */
final class MergeCase implements Mutation {
    private static final Set<CaseState> OVER =
            Set.of(CaseState.DECIDED, CaseState.CLOSED, CaseState.MERGED, CaseState.CANCELLED);

    private final CaseWork work;

    MergeCase(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var id = GlobalId.decode(call.input().string("case"), "Case", "input.case");
        var into = GlobalId.decode(call.input().string("into"), "Case", "input.into");
        // Both at once, in the order of their ids, so that two mergers cannot wait for each other.
        work.locked(call, List.of(id, into));
        var worked = work.locked(call);
        var other = work.locked(call, "into");
        worked.requireUndecided();
        requireFit(worked, other);
        var by = By.reviewerOrSystem(call.caller().reviewerId());
        worked.happens(
                        CaseEventKind.MERGED,
                        CaseState.MERGED,
                        by,
                        Map.of("into", other.before().number()))
                .mergedInto(into);
        other.happens(
                CaseEventKind.REPORT_ADDED,
                other.state(),
                by,
                Map.of("mergedFrom", worked.before().number()));
        ReportRepository.move(call.sql(), id, into);
        work.save(call.sql(), List.of(worked, other));
        return MutationResult.done(Map.of("case", id, "into", into));
    }

    private static void requireFit(WorkedCase worked, WorkedCase other) {
        var same = worked.before().subjectRef().equals(other.before().subjectRef());
        if (worked.id().equals(other.id()) || !same || OVER.contains(other.state())) {
            throw Refusal.of(
                    CaseErrorCode.OTHER_CASE_UNFIT,
                    "into",
                    "Name another case about the same subject that is not decided yet");
        }
    }
}

package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import java.util.List;
import java.util.Map;

/** Gives a case to somebody else, with a lease of her own and a note. */
final class HandOverCase implements Mutation {
    private static final int LONGEST_NOTE = 2_000;

    private final CaseWork work;

    HandOverCase(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var held = work.held(call);
        var worked = held.worked();
        var to = Acting.worker(call, call.id("to", "Reviewer"), "to");
        if (to.id().equals(held.worker().id())) {
            throw Refusal.of(
                            CaseErrorCode.REVIEWER_UNFIT,
                            "to",
                            "She holds the case already: name somebody else, or renew the lease")
                    .showing("case", worked.id());
        }
        var misfit = Fitness.misfits(call.sql(), to, List.of(worked)).get().get(worked.id());
        if (misfit != null) {
            throw misfit.refusal("to", worked.id());
        }
        worked.happens(
                        CaseEventKind.HANDED_OVER,
                        CaseState.IN_REVIEW,
                        By.reviewer(held.worker().id()),
                        Map.of(
                                "to",
                                to.id().toString(),
                                "note",
                                call.text("note", LONGEST_NOTE, CaseErrorCode.TEXT_INVALID)))
                .isLeft(LeaseEnd.HANDED_OVER)
                .begins(to.id(), AssignmentReason.HANDOVER, CaseWork.LEASE);
        return work.save(call, worked);
    }
}

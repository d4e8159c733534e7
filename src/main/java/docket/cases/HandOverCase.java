package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import docket.platform.request.GlobalId;
import docket.vendors.Worker;
import java.util.Map;
import java.util.Objects;

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
        var to = work.worker(call, GlobalId.decode(call.input().string("to"), "Reviewer", "input.to"), "to");
        requireFit(worked, to);
        requireCertified(worked, to);
        worked.happens(
                        CaseEventKind.HANDED_OVER,
                        CaseState.IN_REVIEW,
                        By.reviewer(held.worker().id()),
                        Map.of("to", to.id().toString(), "note", CaseWork.text(call, "note", LONGEST_NOTE)))
                .isLeft(LeaseEnd.HANDED_OVER)
                .begins(to.id(), AssignmentReason.HANDOVER, CaseWork.LEASE);
        return work.save(call, worked);
    }

    private static void requireFit(WorkedCase worked, Worker to) {
        var before = worked.before();
        var fits = to.skills().containsKey(before.domain())
                && to.reads(before.language())
                && Objects.equals(to.vendorId(), worked.vendorId());
        if (!fits) {
            throw Refusal.of(
                    CaseErrorCode.REVIEWER_UNFIT,
                    "to",
                    "She needs the skill %s, the language %s, and to be of the same company"
                            .formatted(before.domain(), before.language()));
        }
    }

    private static void requireCertified(WorkedCase worked, Worker to) {
        var missing = worked.missing(to);
        if (missing != null) {
            throw Refusal.of(CaseErrorCode.REVIEWER_UNFIT, "to", missing);
        }
    }
}

package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import java.util.Map;
import java.util.Set;

/** Takes a new picture of the subject, for a decision to rest on: that of whoever asked for it, or one that names it. */
final class SnapshotSubject implements Mutation {
    private static final Set<CaseState> ENDS = Set.of(CaseState.CLOSED, CaseState.MERGED, CaseState.CANCELLED);

    private static final int MOST = 100;

    private final CaseWork work;

    SnapshotSubject(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var worked = work.locked(call);
        if (ENDS.contains(worked.state()) || worked.before().sourcePlatform() != null) {
            throw worked.refusal();
        }
        var by = Acting.isSaid(call) ? Acting.reviewer(call).id() : null;
        var snapshot = SnapshotRepository.take(call.sql(), worked, by, MOST);
        if (snapshot == null) {
            throw Refusal.of(
                            CaseErrorCode.TOO_MANY_SNAPSHOTS,
                            "case",
                            "It has %d pictures of its subject already: a decision can name one of them"
                                    .formatted(MOST))
                    .showing("case", worked.id());
        }
        return MutationResult.done(Map.of("case", worked.id(), "snapshot", snapshot));
    }
}

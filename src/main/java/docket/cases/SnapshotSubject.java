package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import java.util.Map;
import java.util.Set;

/** Takes a new picture of the subject, for the decision to rest on. */
final class SnapshotSubject implements Mutation {
    private static final Set<CaseState> ENDS = Set.of(CaseState.CLOSED, CaseState.MERGED, CaseState.CANCELLED);

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
        var snapshot = SnapshotRepository.take(call.sql(), worked.id(), worked.at());
        return MutationResult.done(Map.of("case", worked.id(), "snapshot", snapshot));
    }
}

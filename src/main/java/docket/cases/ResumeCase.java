package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;

/** Back to its queue from hold, before its time. */
final class ResumeCase implements Mutation {
    private final CaseWork work;

    ResumeCase(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var worker = Acting.reviewer(call);
        var worked = work.locked(call);
        return work.save(call, worked.resumed(By.reviewer(worker.id())));
    }
}

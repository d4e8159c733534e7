package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import java.util.Map;

/** The heartbeat by which a lease goes on. */
final class RenewLease implements Mutation {
    private final CaseWork work;

    RenewLease(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var held = work.held(call);
        var worked = held.worked();
        var lease = LeaseRepository.renew(call.sql(), worked, worked.at().plus(CaseWork.LEASE));
        return MutationResult.done(Map.of("case", worked.id(), "lease", lease));
    }
}

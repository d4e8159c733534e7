package docket.cases;

import docket.platform.mutation.MutationCall;
import docket.platform.mutation.Refusal;
import docket.platform.request.Caller;
import docket.platform.sql.Later;
import docket.vendors.Vendors;
import docket.vendors.Worker;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who acts: the person behind the caller, or whom the input field {@code reviewer} names, which takes a scope of its own. */
public final class Acting {
    /** Why nobody acts. */
    public static final String MISSING = "Name the reviewer who acts: this token is not a person's";

    /** Why somebody does not. */
    public static final String UNKNOWN = "There is no such reviewer, or she has left";

    private static final String REVIEWER = "reviewer";

    private Acting() {}

    /** @throws Refusal when it is nobody, or nobody in the caller's reach */
    public static Worker reviewer(MutationCall call) {
        return reviewerLater(call).get();
    }

    static Later<Worker> reviewerLater(MutationCall call) {
        return workerLater(call, id(call), REVIEWER);
    }

    /** Whoever acts, and how many leases she has. */
    record Claiming(Worker worker, int leases) {}

    static Claiming claiming(MutationCall call) {
        var id = id(call);
        var worker = workerLater(call, id, REVIEWER);
        var leases = LeaseRepository.count(call.sql(), id);
        return new Claiming(worker.get(), leases.get());
    }

    /** Somebody who is active and in the caller's reach. */
    public static Worker worker(MutationCall call, UUID id, String field) {
        return workerLater(call, id, field).get();
    }

    /** Whether anybody does: a program may have no person. */
    static boolean isSaid(MutationCall call) {
        return call.input().has(REVIEWER) || call.caller().reviewerId() != null;
    }

    private static UUID id(MutationCall call) {
        var named = call.input().has(REVIEWER)
                ? call.id(REVIEWER, "Reviewer")
                : call.caller().reviewerId();
        if (named == null) {
            throw Refusal.of(CaseErrorCode.REVIEWER_MISSING, REVIEWER, MISSING);
        }
        return named;
    }

    private static Later<Worker> workerLater(MutationCall call, UUID id, String field) {
        return Vendors.worker(call.sql(), id).map(worker -> within(call.caller(), worker.orElse(null), field));
    }

    private static Worker within(Caller caller, @Nullable Worker worker, String field) {
        var reachable = worker != null
                && (caller.vendorId() == null || caller.vendorId().equals(worker.vendorId()))
                && (caller.siteIds().isEmpty() || caller.siteIds().contains(worker.siteId()));
        if (worker == null || !reachable) {
            throw Refusal.of(CaseErrorCode.REVIEWER_UNKNOWN, field, UNKNOWN);
        }
        return worker;
    }
}

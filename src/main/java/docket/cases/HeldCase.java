package docket.cases;

import docket.platform.mutation.MutationCall;
import docket.platform.mutation.Refusal;
import docket.vendors.Worker;

/** A case in the hands of whoever acts. */
public record HeldCase(Worker worker, WorkedCase worked) {
    /** @throws Refusal which says how the lease was lost whose number the input tells */
    static HeldCase of(MutationCall call, WorkedCase worked, Worker by) {
        if (worked.state() != CaseState.IN_REVIEW) {
            throw worked.refusal();
        }
        var lease = worked.lease();
        var told = call.input().required("leaseToken", Long.class);
        if (lease == null || lease.token() != told) {
            throw lost(worked, CaseErrorCode.LEASE_ENDED, "That lease has ended; claim the case again");
        }
        if (!lease.reviewerId().equals(by.id())) {
            throw lost(worked, CaseErrorCode.LEASE_OF_ANOTHER, "The lease is somebody else's");
        }
        if (!worked.at().isBefore(lease.expiresAt())) {
            throw lost(
                    worked,
                    CaseErrorCode.LEASE_EXPIRED,
                    "The lease ran out at %s; claim the case again".formatted(lease.expiresAt()));
        }
        return new HeldCase(by, worked);
    }

    private static Refusal lost(WorkedCase worked, CaseErrorCode code, String message) {
        return Refusal.of(code, "leaseToken", message).showing("case", worked.id());
    }
}

package docket.cases;

import docket.platform.mutation.MutationCall;
import docket.platform.mutation.Refusal;
import docket.vendors.Worker;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A case in the hands of whoever acts. */
public record HeldCase(Worker worker, WorkedCase worked) {
    /** @throws Refusal which says how the lease was lost whose number the input tells */
    static HeldCase of(MutationCall call, WorkedCase worked, Worker by) {
        var lease = worked.lease();
        var told = call.input().required("leaseToken", Long.class);
        if (worked.state() != CaseState.IN_REVIEW || lease == null || lease.token() != told) {
            throw ended(worked, LeaseRepository.ended(call.sql(), worked.id(), told, by.id()));
        }
        if (!lease.reviewerId().equals(by.id())) {
            throw lost(worked, CaseErrorCode.LEASE_OF_ANOTHER, "The lease is somebody else's");
        }
        if (!worked.at().isBefore(lease.expiresAt())) {
            throw expired(worked, lease.expiresAt());
        }
        return new HeldCase(by, worked);
    }

    /**
     * What she has not done herself is told whatever has become of the case since.
     *
     * @param lease hers of that number; null: there was none
     */
    private static Refusal ended(WorkedCase worked, LeaseRepository.@Nullable Ended lease) {
        if (lease != null && lease.how() == LeaseEnd.EXPIRED) {
            return expired(worked, lease.at());
        }
        if (lease != null && lease.how() == LeaseEnd.REVOKED) {
            return lost(
                    worked,
                    CaseErrorCode.LEASE_ENDED,
                    "A lead took the case away at %s; claim it again".formatted(lease.at()));
        }
        return worked.state() == CaseState.IN_REVIEW
                ? lost(worked, CaseErrorCode.LEASE_ENDED, "That lease has ended; claim the case again")
                : worked.refusal();
    }

    private static Refusal expired(WorkedCase worked, Instant at) {
        return lost(worked, CaseErrorCode.LEASE_EXPIRED, "The lease ran out at %s; claim the case again".formatted(at));
    }

    private static Refusal lost(WorkedCase worked, CaseErrorCode code, String message) {
        return Refusal.of(code, "leaseToken", message).showing("case", worked.id());
    }
}

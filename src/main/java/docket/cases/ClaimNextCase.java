package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import docket.vendors.Worker;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives somebody a case that she held and that came back, or else the most urgent one that she can decide. Two who ask at once get two cases. */
final class ClaimNextCase implements Mutation {
    private static final int MOST_LEASES = 10;

    private final CaseWork work;

    ClaimNextCase(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var only = call.optionalId("queue", "Queue");
        var claimant = claimant(call);
        var worker = claimant.worker();
        var worked = next(call, claimant, only);
        var rank = ClaimRank.of(worked, worker.id());
        worked.happens(CaseEventKind.CLAIMED, CaseState.IN_REVIEW, By.reviewer(worker.id()), null)
                .begins(worker.id(), AssignmentReason.CLAIM, CaseWork.LEASE);
        SnapshotRepository.takeMissing(call.sql(), List.of(worked.id()), worked.at());
        work.save(call.sql(), List.of(worked));
        return new MutationResult(
                Map.of("case", worked.id(), "lease", worked.newId()), Map.of("rank", rank.asText()), Map.of());
    }

    /** Somebody whose hands are free. */
    private NextCaseRepository.Claimant claimant(MutationCall call) {
        var claiming = Acting.claiming(call);
        if (claiming.leases() >= MOST_LEASES) {
            throw Refusal.of(
                    CaseErrorCode.TOO_MANY_LEASES,
                    "reviewer",
                    "%d cases are held already: decide, hold or release one".formatted(MOST_LEASES));
        }
        return new NextCaseRepository.Claimant(claiming.worker(), call.caller().markets());
    }

    private WorkedCase next(MutationCall call, NextCaseRepository.Claimant claimant, @Nullable UUID only) {
        var queues = only == null ? NextCaseRepository.queues(call.sql(), claimant) : List.of(only);
        for (var queue : queues) {
            var next = work.next(call.sql(), claimant, queue);
            if (next != null) {
                return next;
            }
        }
        throw nothing(call, claimant.worker(), only);
    }

    private static Refusal nothing(MutationCall call, Worker worker, @Nullable UUID only) {
        if (only == null) {
            return Refusal.of(
                    CaseErrorCode.NOTHING_TO_CLAIM,
                    "reviewer",
                    "Nothing waits for %s in %s, %s"
                            .formatted(Fitness.skills(worker), worker.languages(), company(worker)));
        }
        var queue = CaseRepository.queue(call.sql(), only, call.caller());
        if (queue == null) {
            return Refusal.of(CaseErrorCode.QUEUE_UNKNOWN, "queue", "There is no such queue");
        }
        var unfit = Fitness.unfit(queue, worker);
        return unfit == null
                ? Refusal.of(CaseErrorCode.NOTHING_TO_CLAIM, "queue", "Nothing that she can decide waits in this queue")
                : Refusal.of(CaseErrorCode.REVIEWER_UNFIT, "queue", unfit);
    }

    private static String company(Worker worker) {
        return worker.vendorId() == null ? "in-house" : "in her company's queues";
    }
}

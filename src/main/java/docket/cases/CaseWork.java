package docket.cases;

import docket.platform.lifecycle.LifeCycle;
import docket.platform.lifecycle.LifeCycles;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import docket.platform.request.Caller;
import docket.platform.request.GlobalId;
import docket.platform.sql.Later;
import docket.vendors.Vendors;
import docket.vendors.Worker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * How everything is done to cases, one or a thousand at a time: lock them, check who acts and what she holds, have things happen to them, save. Events,
 * leases, assignments, clocks and the rows themselves are written together.
 */
@Component
public class CaseWork {
    public static final Duration LEASE = Duration.ofMinutes(15);
    private static final String CASE = "case";

    private final LifeCycles lifeCycles;
    private final ObjectProvider<CaseClocks> clocks;

    CaseWork(LifeCycles lifeCycles, ObjectProvider<CaseClocks> clocks) {
        this.lifeCycles = lifeCycles;
        this.clocks = clocks;
    }

    LifeCycle lifeCycle() {
        return lifeCycles.of("CASE");
    }

    /**
     * The case that the input names, locked.
     *
     * @throws Refusal when there is none in the caller's reach, or it is not in the version that the input may name
     */
    public WorkedCase locked(MutationCall call) {
        return locked(call, CASE);
    }

    /** @param field of the input that names it */
    public WorkedCase locked(MutationCall call, String field) {
        return locked(call, GlobalId.decode(call.input().string(field), "Case", "input." + field), field);
    }

    /** @param field of the input that leads to it */
    public WorkedCase locked(MutationCall call, UUID id, String field) {
        return one(call, lockedLater(call.sql(), List.of(id), call.caller()), id, field);
    }

    private static WorkedCase one(MutationCall call, Later<List<WorkedCase>> locked, UUID id, String field) {
        var found = locked.get();
        if (found.isEmpty()) {
            throw Refusal.of(CaseErrorCode.CASE_UNKNOWN, field, "There is no such case");
        }
        var worked = found.getFirst();
        var version = call.input().optionalInt("version");
        if (version != null && version != worked.before().version()) {
            throw Refusal.of(
                            CaseErrorCode.VERSION_CONFLICT,
                            "version",
                            "The case has been changed: it is version %d now; look at it again"
                                    .formatted(worked.before().version()))
                    .showing(CASE, id);
        }
        return worked;
    }

    /** Those of the cases that are in the caller's reach, locked, in the order of their ids. */
    public List<WorkedCase> locked(MutationCall call, Collection<UUID> ids) {
        return lockedLater(call.sql(), ids, call.caller()).get();
    }

    private Later<List<WorkedCase>> lockedLater(DSLContext sql, Collection<UUID> ids, @Nullable Caller caller) {
        var found = CaseWorkRepository.lock(sql, ids, caller);
        return worked(found, history(sql, ids));
    }

    /** The next case of a queue that somebody works, locked; null: nothing waits there that she can decide. */
    @Nullable
    WorkedCase next(DSLContext sql, NextCaseRepository.Claimant claimant, UUID queue) {
        var found = NextCaseRepository.next(sql, claimant, queue);
        var next = worked(found, clocks.getObject().history(sql, null)).get();
        return next.isEmpty() ? null : next.getFirst();
    }

    private Later<List<WorkedCase>> worked(Later<List<WorkedCase.Found>> found, CaseClocks.History history) {
        return found.map(rows -> rows.stream()
                .map(row -> new WorkedCase(lifeCycle(), row, history))
                .toList());
    }

    private CaseClocks.History history(DSLContext sql, Collection<UUID> cases) {
        return clocks.getObject().history(sql, cases.toArray(UUID[]::new));
    }

    /** Those of the cases that are in the caller's reach, as they are; whoever wants to change them locks them. */
    public List<WorkedCase> seen(MutationCall call, Collection<UUID> ids) {
        var found = CaseWorkRepository.look(call.sql(), ids, call.caller());
        return worked(found, history(call.sql(), List.of())).get();
    }

    /** The most urgent first, so many at most. */
    public List<UUID> waiting(MutationCall call, WaitingCases which, int most) {
        return NextCaseRepository.waiting(call.sql(), which, call.caller(), most);
    }

    /**
     * Why somebody may not decide a case.
     *
     * @param code REVIEWER_UNFIT or DUTIES_NOT_SEPARATE
     */
    public record Misfit(CaseErrorCode code, String why) {}

    /** By case; those that she may decide are missing. */
    public Map<UUID, Misfit> misfits(DSLContext sql, Worker worker, Collection<WorkedCase> cases) {
        var parts = HistoryRepository.parts(
                sql, worker.id(), cases.stream().map(WorkedCase::id).toList());
        var misfits = new HashMap<UUID, Misfit>();
        for (var worked : cases) {
            var unfit = unfit(worked, worker);
            var part = parts.get(worked.id());
            if (unfit != null) {
                misfits.put(worked.id(), new Misfit(CaseErrorCode.REVIEWER_UNFIT, unfit));
            } else if (part != null) {
                var why = "%s had a part in an earlier decision: %s; somebody else decides"
                        .formatted(worker.name(), part);
                misfits.put(worked.id(), new Misfit(CaseErrorCode.DUTIES_NOT_SEPARATE, why));
            }
        }
        return misfits;
    }

    private static @Nullable String unfit(WorkedCase worked, Worker worker) {
        var before = worked.before();
        if (!worker.skills().containsKey(before.domain())) {
            return "The case needs the skill %s".formatted(before.domain());
        }
        if (!worker.reads(before.language())) {
            return "The case needs the language %s".formatted(before.language());
        }
        return Objects.equals(before.vendorId(), worker.vendorId())
                ? worked.missing(worker)
                : "The case is worked by another company";
    }

    /** @throws Refusal when the queue asks for a certification that somebody does not have any more */
    public void requireCertified(WorkedCase worked, Worker by) {
        var missing = worked.missing(by);
        if (missing != null) {
            throw Refusal.of(CaseErrorCode.REVIEWER_UNFIT, "reviewer", missing).showing(CASE, worked.id());
        }
    }

    /**
     * Waiting cases become somebody's, with a lease each, to be decided at once in the same transaction: their rows and clocks go from waiting to
     * decided in one step, when that is saved.
     */
    public void claimAndDecide(DSLContext sql, Worker worker, List<WorkedCase> waiting) {
        claim(worker, waiting);
        CaseWorkRepository.record(sql, waiting);
        goOn(sql, waiting);
    }

    /** Waiting cases become somebody's, with a lease each; what happens to them next in the same transaction follows on that. */
    public void claim(DSLContext sql, Worker worker, List<WorkedCase> waiting) {
        claim(worker, waiting);
        save(sql, waiting);
        goOn(sql, waiting);
    }

    private static void claim(Worker worker, List<WorkedCase> waiting) {
        for (var worked : waiting) {
            worked.happens(CaseEventKind.CLAIMED, CaseState.IN_REVIEW, By.reviewer(worker.id()), null)
                    .begins(worker.id(), AssignmentReason.CLAIM, LEASE);
        }
    }

    private void goOn(DSLContext sql, List<WorkedCase> waiting) {
        var ids = waiting.stream().map(WorkedCase::id).toList();
        var history = history(sql, ids);
        var leases = LeaseRepository.open(sql, ids);
        waiting.forEach(worked -> worked.goesOn(leases.get(worked.id()), history));
    }

    /**
     * Those of decided cases to which something has happened since, but that they were closed or those concerned were told.
     *
     * @param decisions of the cases in the same places
     */
    public Set<UUID> touchedSince(DSLContext sql, List<UUID> cases, List<UUID> decisions) {
        return HistoryRepository.touchedSince(sql, cases, decisions);
    }

    /** Those of the cases that are there, in the order of their ids, whoever may see them; for what happens by itself. */
    public List<WorkedCase> locked(DSLContext sql, Collection<UUID> ids) {
        return lockedLater(sql, ids, null).get();
    }

    /**
     * Whoever acts: the person behind the caller, or whom the input names, which takes a scope of its own.
     *
     * @throws Refusal when that is nobody, or nobody in the caller's reach
     */
    public Worker acting(MutationCall call) {
        return actingLater(call).get();
    }

    private static Later<Worker> actingLater(MutationCall call) {
        return workerLater(call, actingId(call), "reviewer");
    }

    private static UUID actingId(MutationCall call) {
        var caller = call.caller();
        var named = call.input().has("reviewer")
                ? GlobalId.decode(call.input().string("reviewer"), "Reviewer", "input.reviewer")
                : caller.reviewerId();
        if (named == null) {
            throw Refusal.of(
                    CaseErrorCode.REVIEWER_MISSING,
                    "reviewer",
                    "Name the reviewer who acts: this token is not a person's");
        }
        return named;
    }

    /** Whoever acts, and how many leases she has. */
    record Claiming(Worker worker, int leases) {}

    Claiming claiming(MutationCall call) {
        var id = actingId(call);
        var worker = workerLater(call, id, "reviewer");
        var leases = LeaseRepository.count(call.sql(), id);
        return new Claiming(worker.get(), leases.get());
    }

    /** Somebody who is active and in the caller's reach. */
    public Worker worker(MutationCall call, UUID id, String field) {
        return workerLater(call, id, field).get();
    }

    private static Later<Worker> workerLater(MutationCall call, UUID id, String field) {
        return Vendors.worker(call.sql(), id).map(worker -> within(call.caller(), worker.orElse(null), field));
    }

    private static Worker within(Caller caller, @Nullable Worker worker, String field) {
        var reachable = worker != null
                && (caller.vendorId() == null || caller.vendorId().equals(worker.vendorId()))
                && (caller.siteIds().isEmpty() || caller.siteIds().contains(worker.siteId()));
        if (worker == null || !reachable) {
            throw Refusal.of(CaseErrorCode.REVIEWER_UNKNOWN, field, "There is no such reviewer, or she has left");
        }
        return worker;
    }

    /** A case in the hands of whoever acts. */
    public record Held(Worker worker, WorkedCase worked) {}

    /**
     * The case that the input names, locked, and whoever acts, who holds it: by the number that came with its lease.
     *
     * @throws Refusal as {@link #acting} and {@link #locked}, or which says how the lease was lost
     */
    public Held held(MutationCall call) {
        var acting = actingLater(call);
        var id = GlobalId.decode(call.input().string(CASE), "Case", "input." + CASE);
        var locked = lockedLater(call.sql(), List.of(id), call.caller());
        var worker = acting.get();
        var worked = one(call, locked, id, CASE);
        requireHeld(call, worked, worker);
        return new Held(worker, worked);
    }

    private static void requireHeld(MutationCall call, WorkedCase worked, Worker by) {
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
    }

    private static Refusal lost(WorkedCase worked, CaseErrorCode code, String message) {
        return Refusal.of(code, "leaseToken", message).showing(CASE, worked.id());
    }

    /**
     * What a decision rests on.
     *
     * @param snapshotId the latest picture of the subject
     * @param activeSeconds of whoever holds the case, up to now
     */
    public record Evidence(UUID snapshotId, int activeSeconds) {}

    /** Of cases that somebody holds, at least one, by case. */
    public Later<Map<UUID, Evidence>> evidence(DSLContext sql, List<WorkedCase> held) {
        var ids = held.stream().map(WorkedCase::id).toList();
        SnapshotRepository.takeMissing(sql, ids, held.getFirst().at());
        return LeaseRepository.evidence(sql, held);
    }

    /**
     * Says what came of the reports of cases that have been decided.
     *
     * @param category of the violation; null: there was none
     */
    public void settle(DSLContext sql, Collection<UUID> cases, @Nullable String category) {
        ReportRepository.settle(sql, cases, category);
    }

    /** Writes down what has happened to a case, and answers with it. */
    public MutationResult save(MutationCall call, WorkedCase worked) {
        var ids = new HashMap<String, UUID>();
        ids.put(CASE, worked.id());
        var lease = save(call.sql(), List.of(worked)).get(worked.id());
        if (lease != null) {
            ids.put("lease", lease);
        }
        return MutationResult.done(ids);
    }

    /** @return the leases that have begun, by their cases */
    public Map<UUID, UUID> save(DSLContext sql, List<WorkedCase> cases) {
        if (cases.isEmpty()) {
            return Map.of();
        }
        CaseWorkRepository.end(sql, cases);
        CaseWorkRepository.record(sql, cases);
        var deadlines = clocks.getObject()
                .follow(sql, cases.stream().map(CaseWork::followed).toList());
        CaseWorkRepository.move(sql, cases, deadlines);
        return cases.stream()
                .filter(worked -> worked.beginning() != null)
                .collect(Collectors.toMap(WorkedCase::id, WorkedCase::newId));
    }

    private static CaseClocks.Followed followed(WorkedCase worked) {
        var before = worked.before();
        return new CaseClocks.Followed(
                worked.id(),
                before.domain(),
                market(before),
                worked.severity(),
                worked.vendorId(),
                worked.history(),
                worked.happened().stream()
                        .map(happened -> new CaseClocks.NewEvent(
                                happened.kind().name(),
                                happened.to().name(),
                                happened.at(),
                                worked.vendorId(),
                                Objects.requireNonNullElse(happened.detail(), Map.of())))
                        .toList());
    }

    /** Only what was imported has none, and nothing happens to that. */
    private static String market(Case before) {
        @Nullable String market = before.market();
        if (market == null) {
            throw new IllegalStateException("case %s has no market".formatted(before.id()));
        }
        return market;
    }

    /** A text that people write, without blanks around it. */
    public static String text(MutationCall call, String field, int longest) {
        var text = call.input().string(field).strip();
        if (text.isEmpty() || text.length() > longest) {
            throw Refusal.of(
                    CaseErrorCode.TEXT_INVALID, field, "Say something, in %d characters at most".formatted(longest));
        }
        return text;
    }
}

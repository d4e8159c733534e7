package docket.cases;

import docket.platform.lifecycle.LifeCycle;
import docket.platform.lifecycle.LifeCycles;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import docket.platform.request.Caller;
import docket.platform.sql.Later;
import docket.vendors.Worker;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
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
 * How everything is done to cases, one or a thousand at a time: lock them, have things happen to them, save. Events, leases, assignments, clocks and the
 * rows themselves are written together. Who acts is {@link Acting}, and who may, {@link Fitness}.
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
        return locked(call, call.id(field, "Case"), field);
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

    private Later<List<WorkedCase>> worked(Later<List<FoundCase>> found, CaseClocks.History history) {
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
     * Waiting cases become somebody's, with a lease each, to be decided at once in the same transaction: their rows and clocks go from waiting to
     * decided in one step, when that is saved.
     */
    public void claimAndDecide(DSLContext sql, Worker worker, List<WorkedCase> waiting) {
        if (waiting.isEmpty()) {
            return;
        }
        begin(worker, waiting);
        CaseWorkRepository.record(sql, waiting);
        goOn(sql, waiting);
    }

    /** Waiting cases become somebody's, with a lease each; what happens to them next in the same transaction follows on that. */
    public void claim(DSLContext sql, Worker worker, List<WorkedCase> waiting) {
        if (waiting.isEmpty()) {
            return;
        }
        begin(worker, waiting);
        save(sql, waiting);
        goOn(sql, waiting);
    }

    private static void begin(Worker worker, List<WorkedCase> waiting) {
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
     * The case that the input names, locked, and whoever acts, who holds it: by the number that came with its lease.
     *
     * @throws Refusal as {@link Acting#reviewer} and {@link #locked}, or which says how the lease was lost
     */
    public HeldCase held(MutationCall call) {
        var acting = Acting.reviewerLater(call);
        var id = call.id(CASE, "Case");
        var locked = lockedLater(call.sql(), List.of(id), call.caller());
        var worker = acting.get();
        return HeldCase.of(call, one(call, locked, id, CASE), worker);
    }

    /**
     * What a decision rests on.
     *
     * @param snapshotId a picture of the subject
     * @param activeSeconds of whoever holds the case, up to now
     */
    public record Evidence(UUID snapshotId, int activeSeconds) {}

    /** Of cases that somebody holds, at least one, by case: the pictures that they had when she got them, or her own later ones. */
    public Later<Map<UUID, Evidence>> evidence(DSLContext sql, List<WorkedCase> held) {
        return evidence(sql, held, null);
    }

    /**
     * @param snapshot the picture of the case that it is to be; null: as for many
     * @return empty: the case has no such picture
     */
    public Later<Map<UUID, Evidence>> evidence(DSLContext sql, List<WorkedCase> held, @Nullable UUID snapshot) {
        var ids = held.stream().map(WorkedCase::id).toList();
        var first = held.stream().map(WorkedCase::at).min(Comparator.naturalOrder());
        SnapshotRepository.takeMissing(sql, ids, first.orElseThrow());
        return LeaseRepository.evidence(sql, held, snapshot);
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
}

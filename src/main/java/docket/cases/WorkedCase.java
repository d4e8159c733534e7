package docket.cases;

import docket.platform.lifecycle.LifeCycle;
import docket.platform.mutation.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A case that the transaction has locked: as it is and, with each thing that happens to it, as it will be. {@link CaseWork} writes it down, as many
 * cases at a time as there are.
 */
public final class WorkedCase {
    /** The one open lease of a case. */
    public record OpenLease(long token, UUID reviewerId, Instant expiresAt) {}

    record Happened(
            CaseEventKind kind,
            CaseState from,
            CaseState to,
            By by,
            Instant at,
            @Nullable Map<String, Object> detail) {}

    record Ending(@Nullable LeaseEnd lease, boolean assignment) {}

    record Beginning(UUID reviewerId, AssignmentReason reason, Duration lease) {}

    private final LifeCycle lifeCycle;
    private final FoundCase found;
    private CaseClocks.History history;
    private @Nullable OpenLease lease;
    private Instant at;
    private final List<Happened> happened = new ArrayList<>(1);

    private CaseState state;
    private String severity;
    private @Nullable UUID queueId;
    private @Nullable String queueKey;
    private @Nullable UUID vendorId;
    private @Nullable UUID assigneeId;
    private @Nullable UUID returnedTo;
    private @Nullable UUID mergedIntoId;
    private @Nullable Instant queuedAt;
    private @Nullable Instant firstTouchAt;
    private @Nullable Instant decidedAt;
    private @Nullable Instant closedAt;
    private @Nullable Instant wakeAt;
    private int reopenCount;
    private @Nullable Ending ending;
    private @Nullable Beginning beginning;

    WorkedCase(LifeCycle lifeCycle, FoundCase found, CaseClocks.History history) {
        var before = found.before();
        this.lifeCycle = lifeCycle;
        this.found = found;
        this.history = history;
        this.lease = found.lease();
        this.at = found.at();
        this.state = CaseState.valueOf(before.state());
        this.severity = before.severity();
        this.queueId = before.queueId();
        this.queueKey = found.queueKey();
        this.vendorId = before.vendorId();
        this.assigneeId = before.assigneeId();
        this.returnedTo = found.returnedTo();
        this.mergedIntoId = before.mergedIntoId();
        this.queuedAt = before.queuedAt();
        this.firstTouchAt = before.firstTouchAt();
        this.decidedAt = before.decidedAt();
        this.closedAt = before.closedAt();
        this.wakeAt = before.wakeAt();
        this.reopenCount = before.reopenCount();
    }

    /** Its queue, if that asks for a certification; null: it does not. */
    @Nullable
    String certifiedQueue() {
        return found.isCertified() ? queueKey : null;
    }

    @Nullable
    String queueLanguage() {
        return found.queueLanguage();
    }

    public UUID id() {
        return found.before().id();
    }

    /** For the decision that is taken of it, or the lease that begins: there is never more than one of both at once. */
    public UUID newId() {
        return found.newId();
    }

    CaseClocks.History history() {
        return history;
    }

    /** As it was when it was locked. */
    public Case before() {
        return found.before();
    }

    public CaseState state() {
        return state;
    }

    /** Waiting for a decision, the first or another one. */
    public boolean isOpen() {
        return switch (state) {
            case RECEIVED, QUEUED, IN_REVIEW, ON_HOLD, ESCALATED, PENDING_APPROVAL -> true;
            case DECIDED, CLOSED, MERGED, CANCELLED -> false;
        };
    }

    public String severity() {
        return severity;
    }

    public @Nullable UUID queueId() {
        return queueId;
    }

    public @Nullable UUID vendorId() {
        return vendorId;
    }

    /** As it was when it was locked, or was begun in the same transaction; null: nobody had one. */
    public @Nullable OpenLease lease() {
        return lease;
    }

    /** When all of this happens. */
    public Instant at() {
        return at;
    }

    @Nullable
    UUID assigneeId() {
        return assigneeId;
    }

    /** Who had it on hold before it came back to its queue, where she gets it first; null: nobody. */
    @Nullable
    UUID returnedTo() {
        return returnedTo;
    }

    @Nullable
    UUID mergedIntoId() {
        return mergedIntoId;
    }

    @Nullable
    Instant queuedAt() {
        return queuedAt;
    }

    @Nullable
    Instant firstTouchAt() {
        return firstTouchAt;
    }

    @Nullable
    Instant decidedAt() {
        return decidedAt;
    }

    @Nullable
    Instant closedAt() {
        return closedAt;
    }

    @Nullable
    Instant wakeAt() {
        return wakeAt;
    }

    int reopenCount() {
        return reopenCount;
    }

    List<Happened> happened() {
        return happened;
    }

    @Nullable
    Ending ending() {
        return ending;
    }

    @Nullable
    Beginning beginning() {
        return beginning;
    }

    /**
     * Moves it on.
     *
     * @throws Refusal when its life cycle does not allow that
     */
    public WorkedCase happens(CaseEventKind kind, CaseState to, By by, @Nullable Map<String, Object> detail) {
        if (isOfOthers() || !lifeCycle.allows(state.name(), kind.name(), to.name())) {
            throw refusal();
        }
        return written(kind, to, by, detail);
    }

    /** @throws Refusal when it has been decided, so that only another decision ends it: what was decided would stay in force behind any other end */
    void requireUndecided() {
        var isWaiting = state == CaseState.QUEUED || state == CaseState.ON_HOLD;
        if (isWaiting && decidedAt != null) {
            var why = "The case is %s again, and was decided at %s: what was decided holds until it is decided anew"
                    .formatted(state, decidedAt);
            throw Refusal.of(CaseErrorCode.INVALID_TRANSITION, "case", why).showing("case", id());
        }
    }

    /** What is wrong when something cannot happen now. */
    Refusal refusal() {
        var before = found.before();
        var why = isOfOthers()
                ? "The case came with a statement of another platform: nothing is done to it here"
                : lifeCycle.refusal(
                        "The case",
                        state.name(),
                        next -> !CaseTransition.isBarred(before, next) && !CaseTransition.isIdle(before, next));
        return Refusal.of(CaseErrorCode.INVALID_TRANSITION, "case", why).showing("case", id());
    }

    private boolean isOfOthers() {
        return found.before().sourcePlatform() != null;
    }

    WorkedCase written(CaseEventKind kind, CaseState to, By by, @Nullable Map<String, Object> detail) {
        happened.add(new Happened(kind, state, to, by, at, detail));
        state = to;
        if (to != CaseState.ON_HOLD) {
            wakeAt = null;
        }
        if (to != CaseState.QUEUED) {
            returnedTo = null;
        }
        return this;
    }

    WorkedCase severity(String now) {
        severity = now;
        return this;
    }

    WorkedCase queued(Queue queue) {
        queueId = queue.id();
        returnedTo = null;
        queueKey = queue.key();
        vendorId = queue.vendorId();
        queuedAt = queuedAt == null ? at : queuedAt;
        return this;
    }

    WorkedCase wakesAt(@Nullable Instant time) {
        wakeAt = time;
        return this;
    }

    WorkedCase mergedInto(UUID other) {
        mergedIntoId = other;
        return this;
    }

    /** From now on somebody holds it, with a lease of that length. */
    public WorkedCase begins(UUID reviewer, AssignmentReason reason, Duration length) {
        beginning = new Beginning(reviewer, reason, length);
        assigneeId = reviewer;
        firstTouchAt = firstTouchAt == null ? at : firstTouchAt;
        return this;
    }

    /** All so far is written down; what happens next is written after that. */
    void goesOn(@Nullable OpenLease begun, CaseClocks.History soFar) {
        happened.clear();
        history = soFar;
        ending = null;
        beginning = null;
        lease = begun;
    }

    /** Its lease is over; whoever held it stays in charge. */
    public WorkedCase leaseEnds(LeaseEnd how) {
        ending = new Ending(how, false);
        return this;
    }

    /** Nobody is in charge any more. */
    public WorkedCase isLeft(@Nullable LeaseEnd how) {
        ending = new Ending(lease == null ? null : how, true);
        assigneeId = null;
        return this;
    }

    /**
     * From hold to its queue, where whoever held it gets it first. A hold whose time is over has ended by itself then, however late that is noticed: its
     * clocks paused until then.
     */
    WorkedCase resumed(By by) {
        var holder = assigneeId;
        var end = wakeAt;
        var isOver = end != null && !end.isAfter(at);
        if (end != null && isOver) {
            at = found.notBehind(end);
        }
        happens(CaseEventKind.RESUMED, CaseState.QUEUED, isOver ? By.SYSTEM : by, null)
                .isLeft(null);
        returnedTo = holder;
        return this;
    }

    public WorkedCase isDecided() {
        decidedAt = decidedAt == null ? at : decidedAt;
        return this;
    }

    public WorkedCase isClosed() {
        closedAt = at;
        return this;
    }

    /** Back to its queue, from a decision that people took. */
    public WorkedCase reopened(By by, Map<String, Object> detail) {
        return reopened(by, detail, () -> {
            throw new IllegalStateException("case %s was in no queue".formatted(id()));
        });
    }

    /**
     * Back to its queue, which the event names: whoever works that owes a decision anew.
     *
     * @param route to the queue for it, if it was in none
     */
    WorkedCase reopened(By by, Map<String, Object> detail, Supplier<Queue> route) {
        var told = new LinkedHashMap<>(detail);
        happens(CaseEventKind.REOPENED, CaseState.QUEUED, by, told);
        if (queueId == null) {
            queued(route.get());
        }
        told.put("queue", Objects.requireNonNull(queueKey));
        closedAt = null;
        reopenCount++;
        return this;
    }
}

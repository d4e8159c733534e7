package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.END;
import static docket.demo.History.HOUR;
import static docket.demo.History.MINUTE;
import static docket.demo.History.NEVER;
import static docket.demo.History.SECOND;
import static docket.demo.History.SURGE;

import java.util.Objects;

/** Leads one case through its life cycle, until it is over or the history ends. */
final class CaseLife {
    private final CaseFile file;
    private final Dice dice;
    private final World world;
    private final Desk desk;
    private final Deciding deciding;

    CaseLife(World world, Rows rows, CaseDraft draft) {
        this.world = world;
        this.file = new CaseFile(world, rows, draft);
        this.dice = file.dice;
        this.desk = new Desk(file);
        this.deciding = new Deciding(file);
    }

    void live() {
        file.bySystem("RECEIVED", "RECEIVED", null);
        switch (file.draft.fate()) {
            case RULE -> byRule();
            case PEOPLE -> byPeople();
            case MERGED -> merge();
            case CANCELLED -> cancel();
        }
        desk.leaveOpen();
        file.finish();
    }

    private void byRule() {
        var queued = dice.chance(0.06);
        if (queued && !queue()) {
            return;
        }
        if (file.until(file.now + dice.between(1, 90) * SECOND)) {
            var decision = deciding.byRule();
            file.decidedAt = decision.decidedAt;
            file.byRule("DECIDED", "DECIDED");
            if (queued) {
                Objects.requireNonNull(desk.firstTouch).cancel(file.now);
                file.clocks.forEach(clock -> clock.stop(file.now));
            }
            close(decision);
        }
    }

    private void byPeople() {
        var end = Backlog.of(file.draft.receivedAt(), dice);
        if (end == Backlog.UNROUTED) {
            startClocks(NEVER);
            return;
        }
        if (queue() && review(end)) {
            close(file.standing());
        }
    }

    private void merge() {
        var queued = dice.chance(0.5) && queue();
        if (file.until(file.now + dice.between(1, 20) * MINUTE)) {
            file.bySystem("MERGED", "MERGED", null);
            file.clocks.forEach(clock -> clock.cancel(file.now));
        } else if (!queued) {
            startClocks(NEVER);
        }
    }

    private void cancel() {
        var queued = dice.chance(0.7) && queue();
        if (file.until(file.now + dice.around(3 * HOUR, 1))) {
            file.bySystem("CANCELLED", "CANCELLED", CaseFile.fact("reason", "SUBJECT_GONE"));
            file.clocks.forEach(clock -> clock.cancel(file.now));
        } else if (!queued) {
            startClocks(NEVER);
        }
    }

    private boolean queue() {
        if (!file.until(file.now + dice.between(2, 120) * SECOND)) {
            startClocks(NEVER);
            return false;
        }
        var draft = file.draft;
        var queue = world.queues.route(draft.domain(), draft.market(), draft.severity());
        file.queue = queue;
        file.queuedAt = file.now;
        startClocks(file.now);
        file.bySystem("QUEUED", "QUEUED", CaseFile.fact("queue", queue.key()));
        return true;
    }

    /** Promises concern cases that wait for people; what a rule settles at once needs none. */
    private void startClocks(long queuedAt) {
        var draft = file.draft;
        var vendor = file.queue == null ? null : file.queue.vendor();
        startDecisionClock(draft.receivedAt());
        desk.firstTouch = new Clock(world.promises.firstTouch(draft.severity(), draft.receivedAt()), vendor, queuedAt);
        file.clocks.add(desk.firstTouch);
        if (vendor != null) {
            file.clocks.add(new Clock(world.promises.contract(vendor, queuedAt), vendor, queuedAt));
        }
    }

    private void startDecisionClock(long time) {
        var vendor = file.queue == null ? null : file.queue.vendor();
        file.decisionClock =
                new Clock(world.promises.decision(file.draft.market(), file.draft.severity(), time), vendor, time);
        file.clocks.add(file.decisionClock);
    }

    /** From the queue to a decision; false: the history, or the case, ended before. */
    private boolean review(Backlog end) {
        for (var round = 0; ; round++) {
            if (!desk.claim(end, round)) {
                return false;
            }
            var step = Step.of(end, round, dice);
            switch (step) {
                case STAY -> {
                    return false;
                }
                case RELEASE -> {
                    if (!desk.release()) {
                        return false;
                    }
                }
                case HOLD -> {
                    if (!desk.hold(end)) {
                        return false;
                    }
                }
                case ESCALATE -> {
                    if (!escalate(end)) {
                        return false;
                    }
                    if (file.state.equals("DECIDED")) {
                        return true;
                    }
                }
                case DECIDE, PROPOSE -> {
                    return decide(end, step == Step.PROPOSE);
                }
            }
        }
    }

    private boolean escalate(Backlog end) {
        var asker = desk.escalate();
        if (asker == null) {
            return false;
        }
        var escalation = new EscalationLife(file, asker, null);
        if (!escalation.live(end != Backlog.NONE) || !file.until(escalation.ruledAt())) {
            return false;
        }
        desk.endAssignment();
        file.clocks.forEach(clock -> clock.resume(file.now));
        var ruler = Objects.requireNonNull(escalation.ruler());
        if (!escalation.rejected() && dice.chance(0.3)) {
            var decision = deciding.milder(ruler, "ESCALATION", (int) dice.around(600, 0.5));
            file.byPerson("RULED", "DECIDED", ruler, null);
            decided(decision);
        } else {
            file.byPerson("RULED", "QUEUED", ruler, escalation.rejected() ? CaseFile.fact("reason", "REJECTED") : null);
        }
        return true;
    }

    private boolean decide(Backlog end, boolean propose) {
        if (!file.until(desk.decisionTime(end))) {
            return false;
        }
        var reviewer = desk.holder();
        var decision = deciding.byPerson(reviewer, level(), desk.endLease("DECIDED"));
        if (propose || decision.measures.stream().anyMatch(Measure::needsApproval)) {
            return approve(end, decision, reviewer);
        }
        deciding.takeEffect(decision);
        desk.endAssignment();
        file.byPerson("DECIDED", "DECIDED", reviewer, null);
        decided(decision);
        return true;
    }

    private String level() {
        return desk.reopenedByQa ? "QA" : "FIRST";
    }

    /** The second pair of eyes. */
    private boolean approve(Backlog end, Decision decision, Workforce.Reviewer reviewer) {
        decision.approval = "PENDING";
        file.byPerson("PROPOSED", "PENDING_APPROVAL", reviewer, null);
        if (end != Backlog.NONE || !file.until(file.now + dice.around(3 * HOUR, 0.9))) {
            return false;
        }
        var approver = desk.other(reviewer);
        decision.approver = approver;
        decision.approvedAt = file.now;
        if (file.reopenCount > 0 || dice.chance(0.9)) {
            decision.approval = "APPROVED";
            deciding.takeEffect(decision);
            desk.endAssignment();
            file.byPerson("APPROVED", "DECIDED", approver, null);
            decided(decision);
            return true;
        }
        decision.approval = "REFUSED";
        decision.measures.clear();
        file.byPerson("REFUSED", "IN_REVIEW", approver, null);
        desk.returned(reviewer);
        return decideAgain(end, reviewer);
    }

    private boolean decideAgain(Backlog end, Workforce.Reviewer reviewer) {
        if (!file.until(desk.decisionTime(end))) {
            return false;
        }
        var decision = deciding.milder(reviewer, level(), desk.endLease("DECIDED"));
        desk.endAssignment();
        file.byPerson("DECIDED", "DECIDED", reviewer, null);
        decided(decision);
        return true;
    }

    private void decided(Decision decision) {
        if (file.decidedAt == NEVER) {
            file.decidedAt = file.now;
        }
        file.clocks.forEach(clock -> clock.stop(file.now));
        var earlier = decision.supersedes;
        for (var other : file.decisions) {
            if (other.id.equals(earlier)) {
                other.measures.forEach(measure -> measure.reverse(file.now));
            }
        }
    }

    /** Measures in force and reasons sent: then the case is closed, and what follows from it begins. */
    private void close(Decision decision) {
        var byRule = decision.decider == null;
        var closing = file.now + (byRule ? dice.between(20, 120) * SECOND : dice.around(25 * MINUTE, 1.1));
        if (decision.violation() && file.draft.market().owesReasons() && !sendReasons(decision)) {
            return;
        }
        for (var at : deciding.effects) {
            closing = Math.max(closing, at + 5 * SECOND);
        }
        if (!file.until(Math.max(closing, file.now + SECOND))) {
            return;
        }
        file.bySystem("CLOSED", "CLOSED", null);
        file.closedAt = file.now;
        if (file.notifiedAt == NEVER) {
            file.notifiedAt = file.now;
        }
        if (file.reopenCount == 0) {
            follow(decision);
        }
    }

    private boolean sendReasons(Decision decision) {
        var clock = new Clock(world.promises.reasons(file.draft.market(), file.now), null, file.now);
        file.clocks.add(clock);
        var delay = decision.decider == null ? dice.between(1, 60) * SECOND : dice.around(20 * MINUTE, 0.9);
        if (!file.until(file.now + delay)) {
            return false;
        }
        file.bySystem("NOTICE_SENT", "DECIDED", null);
        clock.stop(file.now);
        return true;
    }

    private void follow(Decision decision) {
        var error = new AuditLife(file, decision).live();
        if (error != NEVER && dice.chance(0.8)) {
            reopen(error, "QA_ERROR");
        } else if (new AppealLife(file, deciding).mayFollow(decision)) {
            return;
        } else if (dice.chance(0.006)) {
            reopen(file.now + dice.around(6 * DAY, 1), dice.pick("NEW_EVIDENCE", "TECHNICAL", "REGULATOR"));
        }
    }

    private void reopen(long time, String cause) {
        if (!file.until(Math.max(time, file.now + MINUTE))) {
            return;
        }
        file.closedAt = NEVER;
        file.reopenCount++;
        desk.reopenedByQa = cause.equals("QA_ERROR");
        if (file.queue == null) {
            file.queue = world.queues.route(file.draft.domain(), file.draft.market(), file.draft.severity());
            file.queuedAt = file.now;
        }
        startDecisionClock(file.now);
        file.bySystem("REOPENED", "QUEUED", CaseFile.fact("cause", cause));
        if (review(Backlog.NONE)) {
            close(file.standing());
        }
    }

    /** What is done with a case once it is claimed. */
    enum Step {
        STAY,
        RELEASE,
        HOLD,
        ESCALATE,
        PROPOSE,
        DECIDE;

        static Step of(Backlog end, int round, Dice dice) {
            var point = dice.unit();
            return switch (end) {
                case IN_REVIEW -> STAY;
                case ON_HOLD -> HOLD;
                case ESCALATED -> ESCALATE;
                case PENDING_APPROVAL -> PROPOSE;
                case UNROUTED, QUEUED -> throw new IllegalStateException("not claimed");
                case NONE ->
                    round > 2 || point > 0.145
                            ? DECIDE
                            : point < 0.055 ? RELEASE : point < 0.105 ? HOLD : point < 0.135 ? ESCALATE : PROPOSE;
            };
        }
    }

    /** Where a case of people still stands when the history ends; the last sale has left many. */
    enum Backlog {
        NONE,
        UNROUTED,
        QUEUED,
        IN_REVIEW,
        ON_HOLD,
        ESCALATED,
        PENDING_APPROVAL;

        static Backlog of(long receivedAt, Dice dice) {
            var age = (double) (END - receivedAt) / DAY;
            var open = receivedAt >= SURGE ? 0.72 : 0.5 * StrictMath.exp(-(double) (SURGE - receivedAt) / (12 * DAY));
            if (!dice.chance(open)) {
                return NONE;
            }
            if (age < 1 && dice.chance(0.1)) {
                return UNROUTED;
            }
            var point = dice.unit();
            return point < 0.78
                    ? QUEUED
                    : point < 0.81 ? IN_REVIEW : point < 0.89 ? ON_HOLD : point < 0.95 ? ESCALATED : PENDING_APPROVAL;
        }
    }
}

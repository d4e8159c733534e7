package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.HOUR;
import static docket.demo.History.MINUTE;
import static docket.demo.History.NEVER;
import static docket.demo.History.SECOND;

import java.util.Objects;

/** Leads one case through its life cycle, until it is over or the history ends. */
final class CaseLife {
    private final CaseFile file;
    private final Dice dice;
    private final World world;
    private final Desk desk;
    private final Deciding deciding;
    private final Review review;

    CaseLife(World world, Rows rows, CaseDraft draft) {
        this.world = world;
        this.file = new CaseFile(world, rows, draft);
        this.dice = file.dice;
        this.desk = new Desk(file);
        this.deciding = new Deciding(file);
        this.review = new Review(file, desk, deciding);
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
            file.byRule("DECIDED", "DECIDED", CaseFile.facts(decision));
            if (queued) {
                Objects.requireNonNull(desk.firstTouch).cancel(file.now);
                file.clocks.forEach(clock -> clock.stop(file.now));
            }
            close(decision);
        } else {
            startClocks(NEVER);
        }
    }

    private void byPeople() {
        var end = Backlog.of(file.draft.receivedAt(), dice);
        if (end == Backlog.UNROUTED) {
            startClocks(NEVER);
            return;
        }
        if (queue() && review.review(end)) {
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
        if (!file.clocks.isEmpty()) {
            return;
        }
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
        file.decisionClock = new Clock(world.promises.decision(file.draft.market(), file.severity, time), vendor, time);
        file.clocks.add(file.decisionClock);
    }

    /** Measures in force and reasons sent: then the case is closed, and what follows from it begins. */
    private void close(Decision decision) {
        var byRule = decision.decider == null;
        var closing = file.now + (byRule ? dice.between(20, 120) * SECOND : dice.around(25 * MINUTE, 1.1));
        if (decision.owesReasons() && file.draft.market().owesReasons() && !sendReasons(decision)) {
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
        var detail = CaseFile.fact("cause", cause);
        if (file.queue == null) {
            var queue = world.queues.route(file.draft.domain(), file.draft.market(), file.draft.severity());
            file.queue = queue;
            file.queuedAt = file.now;
            detail = "{\"cause\": \"%s\", \"queue\": \"%s\"}".formatted(cause, queue.key());
            if (queue.vendor() != null) {
                file.clocks.add(new Clock(world.promises.contract(queue.vendor(), file.now), queue.vendor(), file.now));
            }
        }
        startDecisionClock(file.now);
        file.bySystem("REOPENED", "QUEUED", detail);
        if (review.review(Backlog.NONE)) {
            close(file.standing());
        }
    }
}

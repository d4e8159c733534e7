package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.END;
import static docket.demo.History.HOUR;
import static docket.demo.History.INFINITY;
import static docket.demo.History.MINUTE;
import static docket.demo.History.NEVER;
import static docket.demo.History.SECOND;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One objection to a decision, from its filing to its end. */
final class Appeal {
    private static final List<String> OPEN = List.of(
            "FILED", "ADMITTED", "ADMITTED", "IN_REVIEW", "IN_REVIEW", "AWAITING_EVIDENCE", "ESCALATED", "DECIDED");
    private static final List<String> CAUSES = List.of(
            "FALSE_POSITIVE",
            "FALSE_POSITIVE",
            "FALSE_POSITIVE",
            "WRONG_POLICY",
            "DISPROPORTIONATE_ACTION",
            "SOP_GAP",
            "OUTDATED_SOP",
            "TECHNICAL",
            "NEW_EVIDENCE",
            "NEW_EVIDENCE",
            "GOODWILL");

    private final CaseFile file;
    private final Deciding deciding;
    private final Dice dice;
    private final Decision contested;
    private final int level;
    private final UUID id;
    private final Clock clock;
    private final long windowEndsAt;
    private long filedAt;
    private String state = "FILED";
    private @Nullable String inadmissible;
    private final Workforce.@Nullable Reviewer earlierReviewer;
    private Workforce.@Nullable Reviewer reviewer;
    private @Nullable String outcome;
    private @Nullable String cause;
    private @Nullable Decision result;
    private long decidedAt = NEVER;
    private long closedAt = NEVER;

    /** @param earlierReviewer who heard the level before */
    Appeal(
            CaseFile file,
            Deciding deciding,
            Decision contested,
            int level,
            long filedAt,
            Workforce.@Nullable Reviewer earlierReviewer) {
        this.file = file;
        this.deciding = deciding;
        this.dice = file.dice;
        this.earlierReviewer = earlierReviewer;
        this.contested = contested;
        this.level = level;
        this.filedAt = filedAt;
        this.windowEndsAt = contested.since() + file.draft.market().appealWindowDays() * DAY;
        if (dice.chance(0.03) && windowEndsAt + DAY < END) {
            this.filedAt = Math.min(END - HOUR, windowEndsAt + dice.between(1, 20) * DAY);
        }
        this.id = dice.id(this.filedAt);
        this.clock = new Clock(file.world.promises.appeal(file.draft.market(), this.filedAt), null, this.filedAt);
    }

    void live(double overturned) {
        file.now = filedAt;
        var open = filedAt > END - 25 * DAY && dice.chance(0.4) ? dice.pick(OPEN) : "";
        handle(open, overturned);
        write();
        clock.write(file, id, null);
        contestMeasures();
    }

    private void handle(String open, double overturned) {
        if (open.equals("FILED") || !file.until(filedAt + dice.around(3 * HOUR, 0.7))) {
            return;
        }
        if (filedAt > windowEndsAt || dice.chance(0.03)) {
            inadmissible = filedAt > windowEndsAt ? "LATE" : dice.pick("NOT_APPEALABLE", "DUPLICATE", "NO_STANDING");
            end("INADMISSIBLE");
            return;
        }
        if (dice.chance(0.02)) {
            end("WITHDRAWN");
            return;
        }
        state = "ADMITTED";
        if (open.equals("ADMITTED") || !file.until(file.now + dice.around(10 * HOUR, 0.9))) {
            return;
        }
        state = "IN_REVIEW";
        var reviewers = file.world.workforce.inHouse(
                "APPEAL_REVIEWER", file.draft.market().language());
        var earlier = earlierReviewer;
        reviewer = Workforce.pick(reviewers, file.now, dice, r -> earlier == null || !r.id().equals(earlier.id()));
        if (open.equals("IN_REVIEW") || !awaitEvidence(open) || !escalate(open, reviewer)) {
            return;
        }
        if (file.until(file.now + dice.around(5 * HOUR, 0.8))) {
            decide(reviewer, overturned, open);
        }
    }

    private void end(String last) {
        state = last;
        closedAt = file.now;
        clock.cancel(file.now);
    }

    private boolean awaitEvidence(String open) {
        var wanted = open.equals("AWAITING_EVIDENCE");
        if (!wanted && !dice.chance(0.08)) {
            return true;
        }
        state = "AWAITING_EVIDENCE";
        clock.pause(file.now, "AWAITING_EVIDENCE");
        if (wanted || !file.until(file.now + dice.around(3 * DAY, 0.4))) {
            return false;
        }
        clock.resume(file.now);
        state = "IN_REVIEW";
        return true;
    }

    private boolean escalate(String open, Workforce.Reviewer asker) {
        var wanted = open.equals("ESCALATED");
        if (!wanted && !dice.chance(0.04)) {
            return true;
        }
        state = "ESCALATED";
        var escalation = new EscalationLife(file, asker, id);
        if (!escalation.live(wanted) || !file.until(escalation.ruledAt())) {
            return false;
        }
        state = "IN_REVIEW";
        return true;
    }

    private void decide(Workforce.Reviewer decider, double overturned, String open) {
        decidedAt = file.now;
        clock.stop(file.now);
        state = "DECIDED";
        outcome = "UPHELD";
        if (dice.chance(overturned)) {
            overturn(decider);
        }
        if (open.equals("DECIDED")) {
            return;
        }
        if (file.draft.market().owesReasons() && dice.chance(file.now > END - 100 * DAY ? 0.25 : 0.06)) {
            refer();
            return;
        }
        state = "CLOSED";
        closedAt = Math.max(file.now, Math.min(END - SECOND, file.now + dice.around(HOUR, 0.8)));
    }

    private void overturn(Workforce.Reviewer decider) {
        var byRule = contested.decider == null;
        cause = byRule && dice.chance(0.5) ? "MODEL_ERROR" : dice.pick(CAUSES);
        if (cause.equals("NEW_EVIDENCE")) {
            file.takeSnapshot(file.now - dice.between(1, 60) * MINUTE);
        }
        if (!contested.violation()) {
            outcome = "OVERTURNED";
            result = deciding.onAppeal(decider, "VIOLATION", contested, false);
            return;
        }
        var point = dice.unit();
        outcome = point < 0.86
                ? "OVERTURNED"
                : point < 0.93 && contested.measures.size() > 1 ? "PARTIALLY_OVERTURNED" : "MODIFIED";
        result = outcome.equals("OVERTURNED")
                ? deciding.onAppeal(decider, "NO_VIOLATION", contested, false)
                : deciding.onAppeal(decider, "VIOLATION", contested, true);
        for (var i = 0; i < contested.measures.size(); i++) {
            if (!outcome.equals("PARTIALLY_OVERTURNED") || i == 0) {
                contested.measures.get(i).reverse(file.now);
            }
        }
        file.bySystem("NOTICE_SENT", file.state, CaseFile.fact("cause", "APPEAL_OVERTURN"));
    }

    /** To an outside body, if there is time left. */
    private void refer() {
        var dispute = new ExternalDispute(file.now, dice);
        state = dispute.begun() && !dispute.over() ? "EXTERNAL_DISPUTE" : "CLOSED";
        closedAt = !dispute.begun() ? file.now : dispute.over() ? dispute.endedAt() : NEVER;
        if (dispute.begun()) {
            dispute.write(file.rows, id, dice);
        }
    }

    private void write() {
        var site = contested.site();
        file.rows
                .add(Table.APPEAL)
                .id(id)
                .id(contested.id)
                .id(file.id)
                .number(level)
                .text(appellant())
                .text(file.phrase("appeal"))
                .text(file.draft.market().language())
                .text(state)
                .time(filedAt)
                .time(windowEndsAt)
                .time(state.equals("INADMISSIBLE") ? INFINITY : clock.runningDue())
                .text(inadmissible)
                .id(reviewer == null ? null : reviewer.id())
                .text(outcome)
                .text(cause)
                .id(result == null ? null : result.id)
                .text(file.draft.market().code())
                .id(site == null ? null : site.id())
                .id(site == null ? null : site.vendor().id())
                .time(decidedAt)
                .time(closedAt)
                .time(filedAt);
    }

    /** When the next level may begin; never, if there is none. */
    long upheldAt() {
        return "UPHELD".equals(outcome) && state.equals("CLOSED") ? closedAt : NEVER;
    }

    long windowEndsAt() {
        return windowEndsAt;
    }

    Workforce.@Nullable Reviewer reviewer() {
        return reviewer;
    }

    private String appellant() {
        if (!contested.violation()) {
            return file.draft.domain() == Domain.IPR ? "RIGHTS_OWNER" : "NOTIFIER";
        }
        return file.draft.seller() >= 0 ? "SELLER" : "CREATOR";
    }

    private void contestMeasures() {
        file.contested.add(new Contested(id, contested, outcome, filedAt));
    }
}

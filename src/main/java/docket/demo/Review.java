package docket.demo;

import static docket.demo.History.HOUR;
import static docket.demo.History.NEVER;

import java.util.Objects;

/** A case in the hands of people. */
final class Review {
    private final CaseFile file;
    private final Dice dice;
    private final Desk desk;
    private final Deciding deciding;

    Review(CaseFile file, Desk desk, Deciding deciding) {
        this.file = file;
        this.dice = file.dice;
        this.desk = desk;
        this.deciding = deciding;
    }

    /** From the queue to a decision; false: the history, or the case, ended before. */
    boolean review(Backlog end) {
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
            file.byPerson("RULED", "DECIDED", ruler, CaseFile.facts(decision));
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
        file.byPerson("DECIDED", "DECIDED", reviewer, CaseFile.facts(decision));
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
            file.byPerson("APPROVED", "DECIDED", approver, CaseFile.facts(decision));
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
        file.byPerson("DECIDED", "DECIDED", reviewer, CaseFile.facts(decision));
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
}

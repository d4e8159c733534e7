package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.END;
import static docket.demo.History.HOUR;
import static docket.demo.History.NEVER;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The second look at a decision, where it is drawn for one. */
final class AuditLife {
    private static final double RULE_SHARE = 0.004;
    private static final double VIOLATION_SHARE = 0.04;
    private static final double OTHER_SHARE = 0.07;

    private final CaseFile file;
    private final Dice dice;
    private final Decision decision;

    private Workforce.@Nullable Reviewer auditor;
    private Workforce.@Nullable Reviewer arbiter;
    private String state = "SAMPLED";
    private boolean correct = true;
    private boolean disputed;
    private boolean critical;
    private long assignedAt = NEVER;
    private long auditedAt = NEVER;
    private long finalAt = NEVER;

    AuditLife(CaseFile file, Decision decision) {
        this.file = file;
        this.dice = file.dice;
        this.decision = decision;
    }

    /** @return when a critical error was found, or never */
    long live() {
        var byRule = decision.decider == null;
        var share =
                file.world.auditEffort * (byRule ? RULE_SHARE : decision.violation() ? VIOLATION_SHARE : OTHER_SHARE);
        var sampledAt = decision.since() + dice.between(6, 40) * HOUR;
        if (!dice.chance(share) || sampledAt >= END) {
            return NEVER;
        }
        var plan = file.world.qaPlans.of(decider(), byRule, decision.decidedAt);
        var sample = dice.id(sampledAt);
        file.rows
                .add(Table.QA_SAMPLE)
                .id(sample)
                .id(plan.id())
                .id(decision.id)
                .text(byRule ? "RULE" : decision.violation() ? "VIOLATION" : "NO_VIOLATION")
                .real(share)
                .time(sampledAt)
                .time(sampledAt);
        audit(sampledAt, plan.endsAt());
        writeReview(sample, plan, sampledAt);
        return critical ? auditedAt : NEVER;
    }

    private Workforce.@Nullable Vendor decider() {
        return decision.decider == null ? null : decision.decider.vendor();
    }

    private void audit(long sampledAt, long planEnds) {
        if (dice.chance(0.01)) {
            state = "VOID";
            return;
        }
        if (dice.chance(0.03)) {
            state = planEnds <= END ? "EXPIRED" : "SAMPLED";
            return;
        }
        var auditors =
                file.world.workforce.inHouse("QA_AUDITOR", file.draft.market().language());
        auditor = Workforce.pick(auditors, sampledAt, dice, r -> true);
        correct = !dice.chance(decision.decider == null ? 0.03 : 0.05);
        critical = !correct && dice.chance(0.25);
        if (sampledAt > END - 25 * DAY && dice.chance(0.4)) {
            stayOpen(sampledAt);
            return;
        }
        assignedAt = sampledAt + dice.around(20 * HOUR, 0.9);
        auditedAt = assignedAt + dice.around(DAY, 0.9);
        if (auditedAt >= END) {
            stayOpen(sampledAt);
        } else {
            settle(auditors);
        }
    }

    /** Somewhere on its way when the history ends. */
    private void stayOpen(long sampledAt) {
        state = dice.pick("SAMPLED", "ASSIGNED", "IN_AUDIT", "SUBMITTED", "DISPUTED", "ARBITRATION");
        var submitted = state.equals("SUBMITTED") || state.equals("DISPUTED") || state.equals("ARBITRATION");
        disputed = submitted && !state.equals("SUBMITTED");
        auditedAt = submitted ? sampledAt + (END - sampledAt) / 2 : NEVER;
        assignedAt = state.equals("SAMPLED") ? NEVER : sampledAt + (END - sampledAt) / 3;
        auditor = assignedAt == NEVER ? null : auditor;
        critical = submitted && critical;
    }

    /** Silence accepts; otherwise somebody else decides who was right. */
    private void settle(List<Workforce.Reviewer> auditors) {
        disputed = dice.chance(correct ? 0.02 : 0.3);
        var settled = auditedAt + (disputed ? dice.around(4 * DAY, 0.5) : 7 * DAY);
        if (settled >= END) {
            state = disputed ? "DISPUTED" : "SUBMITTED";
            return;
        }
        state = disputed ? "FINAL" : "ACCEPTED";
        finalAt = settled;
        if (disputed) {
            var first = Objects.requireNonNull(auditor);
            arbiter = Workforce.pick(auditors, settled, dice, r -> !r.id().equals(first.id()));
            if (!correct && dice.chance(0.3)) {
                correct = true;
                critical = false;
            }
        }
    }

    private void writeReview(UUID sample, QaPlans.Plan plan, long sampledAt) {
        var id = dice.id(sampledAt);
        var site = decision.site();
        var audited = auditedAt != NEVER;
        file.rows
                .add(Table.QA_REVIEW)
                .id(id)
                .id(sample)
                .id(decision.id)
                .id(plan.id())
                .id(file.id)
                .id(decision.version.id())
                .id(decision.snapshot)
                .id(auditor == null ? null : auditor.id())
                .id(arbiter == null ? null : arbiter.id())
                .text(state)
                .flag(dice.chance(0.9))
                .text(audited ? found() : null)
                .text(audited ? (correct ? "CORRECT" : "INCORRECT") : null)
                .number(audited ? Integer.valueOf(correct ? 88 + dice.below(13) : 40 + dice.below(45)) : null)
                .flag(disputed)
                .text(state.equals("VOID") ? "Test item, not a real case." : null)
                .text(file.draft.market().code())
                .id(site == null ? null : site.id())
                .id(site == null ? null : site.vendor().id())
                .time(assignedAt)
                .time(auditedAt)
                .time(finalAt)
                .time(sampledAt);
        if (audited && (!correct || dice.chance(0.06))) {
            writeFinding(id);
        }
    }

    private String found() {
        if (!critical) {
            return decision.outcome;
        }
        return decision.violation() ? "NO_VIOLATION" : "VIOLATION";
    }

    private void writeFinding(UUID review) {
        var path = file.world.procedures.path(decision.procedure, decision.outcome);
        var errorClass = critical
                ? (decision.violation() ? "FALSE_POSITIVE" : "FALSE_NEGATIVE")
                : decision.decider == null ? "TECHNICAL" : "WRONG_SELECTION";
        file.rows
                .add(Table.QA_FINDING)
                .id(dice.id(auditedAt))
                .id(review)
                .text(errorClass)
                .text(critical ? "CRITICAL" : correct ? "MINOR" : "MAJOR")
                .id(decision.version.steps().get(path.get(path.size() - 1)))
                .text(dice.pick(
                        "The certificate was valid.",
                        "The clause on information fits better.",
                        "The measure is stronger than the table says.",
                        "Look at the second picture."))
                .time(auditedAt);
    }
}

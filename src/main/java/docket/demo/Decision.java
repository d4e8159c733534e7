package docket.demo;

import static docket.demo.History.NEVER;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A decision while its case is told; written at the end, when it is known what became of it. */
final class Decision {
    final UUID id;
    final String level;
    final String outcome;
    final long decidedAt;
    final String procedure;
    final Procedures.Version version;
    final UUID snapshot;
    final Workforce.@Nullable Reviewer decider;
    final List<Measure> measures = new ArrayList<>(2);
    final List<UUID> measureIds = new ArrayList<>(2);
    int activeSeconds;
    String approval = "NOT_REQUIRED";
    Workforce.@Nullable Reviewer approver;
    long approvedAt = NEVER;

    @Nullable
    UUID supersedes;

    /** @param decider null: a rule */
    Decision(
            CaseFile file,
            String level,
            String outcome,
            String procedure,
            Workforce.@Nullable Reviewer decider,
            long decidedAt) {
        this.id = file.dice.id(decidedAt);
        this.level = level;
        this.outcome = outcome;
        this.procedure = procedure;
        this.decider = decider;
        this.decidedAt = decidedAt;
        this.snapshot = file.snapshot();
        this.version = file.world.procedures.at(file.draft.policy(), procedure, file.draft.market(), decidedAt);
    }

    boolean violation() {
        return outcome.equals("VIOLATION");
    }

    /** For whoever is restricted; a warning and points alone restrict nobody. */
    boolean owesReasons() {
        return violation() && measures.stream().anyMatch(Measure::restricts);
    }

    boolean effective() {
        return approval.equals("NOT_REQUIRED") || approval.equals("APPROVED");
    }

    /** When it came into effect. */
    long since() {
        return approvedAt == NEVER ? decidedAt : approvedAt;
    }

    @Nullable
    Site site() {
        return decider == null ? null : decider.site();
    }

    void write(CaseFile file) {
        var draft = file.draft;
        var clause = draft.clause().at(decidedAt);
        var site = site();
        var byRule = decider == null;
        file.rows
                .add(Table.DECISION)
                .id(id)
                .id(file.id)
                .text(level)
                .text(outcome)
                .text(violation() ? draft.clause().ground() : null)
                .text(violation() ? draft.clause().category() : null)
                .id(clause)
                .id(version.id())
                .id(snapshot)
                .texts(byRule ? null : file.world.procedures.path(procedure, outcome))
                .id(decider == null ? null : decider.id())
                .text(byRule ? file.ruleKey() : null)
                .number(byRule ? Integer.valueOf(file.ruleVersion(decidedAt)) : null)
                .text(draft.source().equals("MODEL") ? file.modelVersion(decidedAt) : null)
                .id(site == null ? null : site.id())
                .id(site == null ? null : site.vendor().id())
                .text(site == null ? null : site.shiftAt(decidedAt))
                .text(draft.market().code())
                .text(byRule ? null : file.phrase(violation() ? "violation" : "none"))
                .number(byRule ? null : Integer.valueOf(activeSeconds))
                .flag(draft.detectedByMachine())
                .text(byRule ? "FULLY_AUTOMATED" : draft.detectedByMachine() ? "PARTIALLY_AUTOMATED" : "NOT_AUTOMATED")
                .text(approval)
                .id(approver == null ? null : approver.id())
                .time(approvedAt)
                .id(supersedes)
                .time(decidedAt)
                .time(decidedAt);
        writeClauses(file, clause);
        for (var measure : measures) {
            measureIds.add(measure.write(file, this));
        }
    }

    private void writeClauses(CaseFile file, UUID principal) {
        file.rows.add(Table.DECISION_CLAUSE).id(id).id(principal).time(decidedAt);
        if (violation() && file.dice.chance(0.08)) {
            for (var clause : file.draft.policy().clauses()) {
                if (clause != file.draft.clause()) {
                    file.rows
                            .add(Table.DECISION_CLAUSE)
                            .id(id)
                            .id(clause.at(decidedAt))
                            .time(decidedAt);
                }
            }
        }
    }
}

package docket.demo;

import static docket.demo.History.NEVER;

import java.util.ArrayList;
import java.util.List;

/** What is decided and which measures follow. */
final class Deciding {
    private static final List<String> LISTING = List.of(
            "LISTING_REMOVAL",
            "LISTING_REMOVAL",
            "LISTING_REMOVAL",
            "LISTING_REMOVAL",
            "LISTING_REMOVAL",
            "LISTING_REMOVAL",
            "LISTING_FREEZE",
            "LISTING_FREEZE",
            "LISTING_FREEZE",
            "VISIBILITY_REDUCTION",
            "WARNING");
    private static final List<String> CONTENT = List.of(
            "CONTENT_REMOVAL",
            "CONTENT_REMOVAL",
            "CONTENT_REMOVAL",
            "CONTENT_REMOVAL",
            "CONTENT_REMOVAL",
            "VISIBILITY_REDUCTION",
            "VISIBILITY_REDUCTION",
            "VISIBILITY_REDUCTION",
            "VISIBILITY_REDUCTION",
            "VISIBILITY_REDUCTION",
            "AGE_RESTRICTION",
            "AGE_RESTRICTION",
            "AGE_RESTRICTION",
            "INTERACTION_RESTRICTION",
            "CONTENT_LABEL",
            "CONTENT_DISABLING");
    private static final List<String> SHOP = List.of(
            "WARNING",
            "WARNING",
            "WARNING",
            "HEALTH_POINTS",
            "HEALTH_POINTS",
            "HEALTH_POINTS",
            "FEATURE_RESTRICTION",
            "CAMPAIGN_RESTRICTION",
            "SETTLEMENT_DEFERRAL",
            "WITHDRAWAL_SUSPENSION",
            "SHOP_SUSPENSION",
            "SHOP_SUSPENSION");
    private static final List<String> CREATOR = List.of(
            "WARNING", "WARNING", "HEALTH_POINTS", "FEATURE_RESTRICTION", "CREATOR_SUSPENSION", "CREATOR_SUSPENSION");

    private final CaseFile file;
    private final Dice dice;

    /** When the measures of the last decision take effect. */
    List<Long> effects = new ArrayList<>(2);

    Deciding(CaseFile file) {
        this.file = file;
        this.dice = file.dice;
    }

    Decision byRule() {
        var outcome = dice.chance(0.93) ? "VIOLATION" : "NO_VIOLATION";
        var decision = new Decision(file, "FIRST", outcome, "review", null, file.now);
        addMeasures(decision, false);
        file.decisions.add(decision);
        takeEffect(decision);
        return decision;
    }

    /** Its measures wait for {@link #takeEffect}. */
    Decision byPerson(Workforce.Reviewer reviewer, String level, int activeSeconds) {
        return byPerson(reviewer, level, outcome(), activeSeconds, true);
    }

    /** Without measures that need a second pair of eyes. */
    Decision milder(Workforce.Reviewer reviewer, String level, int activeSeconds) {
        var decision = byPerson(reviewer, level, outcome(), activeSeconds, false);
        takeEffect(decision);
        return decision;
    }

    Decision onAppeal(Workforce.Reviewer reviewer, String outcome, Decision contested, boolean mild) {
        var decision = new Decision(file, "APPEAL", outcome, "appeal", reviewer, file.now);
        decision.activeSeconds = (int) dice.around(700, 0.5);
        decision.supersedes = contested.id;
        if (mild) {
            decision.measures.add(new Measure("WARNING", dice));
        } else {
            addMeasures(decision, false);
        }
        file.decisions.add(decision);
        takeEffect(decision);
        return decision;
    }

    private Decision byPerson(
            Workforce.Reviewer reviewer, String level, String outcome, int activeSeconds, boolean strict) {
        var procedure = level.equals("QA") ? "measures" : dice.chance(0.7) ? "review" : "evidence";
        var decision = new Decision(file, level, outcome, procedure, reviewer, file.now);
        decision.activeSeconds = activeSeconds;
        if (file.reopenCount > 0) {
            decision.supersedes = file.decisions.stream()
                    .filter(Decision::effective)
                    .reduce((earlier, later) -> later)
                    .map(standing -> standing.id)
                    .orElse(null);
        }
        addMeasures(decision, strict);
        file.decisions.add(decision);
        return decision;
    }

    private String outcome() {
        var point = dice.unit();
        return point < 0.64
                ? "VIOLATION"
                : point < 0.93 ? "NO_VIOLATION" : point < 0.98 ? "INSUFFICIENT_INFORMATION" : "OUT_OF_SCOPE";
    }

    private void addMeasures(Decision decision, boolean strict) {
        if (!decision.violation()) {
            return;
        }
        var draft = file.draft;
        var kind = switch (draft.subjectKind()) {
            case "SELLER" -> strict && dice.chance(0.08) ? "SHOP_TERMINATION" : dice.pick(SHOP);
            case "CREATOR" -> strict && dice.chance(0.08) ? "CREATOR_TERMINATION" : dice.pick(CREATOR);
            case "CONTENT" -> dice.pick(CONTENT);
            case "LISTING" -> dice.pick(LISTING);
            default -> draft.creator() >= 0 ? "CONTENT_REMOVAL" : "LISTING_REMOVAL";
        };
        decision.measures.add(new Measure(kind, dice));
        if (strict && draft.seller() >= 0 && dice.chance(0.02)) {
            decision.measures.add(new Measure("BALANCE_DEDUCTION", dice));
        }
        if (!kind.equals("HEALTH_POINTS") && !kind.equals("WARNING") && dice.chance(0.15)) {
            decision.measures.add(new Measure("HEALTH_POINTS", dice));
        }
    }

    void takeEffect(Decision decision) {
        effects = new ArrayList<>(2);
        var since = decision.approvedAt == NEVER ? decision.decidedAt : decision.approvedAt;
        for (var measure : decision.measures) {
            effects.add(measure.takeEffect(since, decision.decider == null, file.draft.market(), dice));
        }
    }
}

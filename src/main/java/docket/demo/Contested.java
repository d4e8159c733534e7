package docket.demo;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Measures get their ids when their decision is written, so this waits for that. */
record Contested(UUID appeal, Decision decision, @Nullable String outcome, long time) {
    void write(Rows rows) {
        for (var i = 0; i < decision.measureIds.size(); i++) {
            rows.add(Table.APPEAL_ACTION)
                    .id(appeal)
                    .id(decision.measureIds.get(i))
                    .id(decision.id)
                    .text(ofMeasure(i))
                    .time(time);
        }
    }

    private @Nullable String ofMeasure(int i) {
        if (outcome == null || outcome.equals("UPHELD")) {
            return outcome;
        }
        return switch (outcome) {
            case "OVERTURNED" -> "OVERTURNED";
            case "PARTIALLY_OVERTURNED" -> i == 0 ? "OVERTURNED" : "UPHELD";
            default -> "MODIFIED";
        };
    }
}

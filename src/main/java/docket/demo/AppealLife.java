package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.END;
import static docket.demo.History.NEVER;

/** Objections to a decision: at most two levels, the second against a decision that was upheld. */
final class AppealLife {
    private final CaseFile file;
    private final Deciding deciding;
    private final Dice dice;

    AppealLife(CaseFile file, Deciding deciding) {
        this.file = file;
        this.deciding = deciding;
        this.dice = file.dice;
    }

    /** @return whether anybody objected */
    boolean mayFollow(Decision decision) {
        var domain = file.draft.domain();
        var notified = file.draft.sourceType().equals("ARTICLE_16_NOTICE");
        var share = decision.violation() ? domain.appealed : notified ? 0.006 : 0;
        if (!dice.chance(share)) {
            return false;
        }
        var filed = file.now + dice.around(2 * DAY, 1.1);
        if (filed >= END) {
            return true;
        }
        var first = new Appeal(file, deciding, decision, 1, filed, null);
        first.live(decision.violation() ? domain.overturned : 0.08);
        if (first.upheldAt() != NEVER && dice.chance(0.06)) {
            var again = first.upheldAt() + dice.around(4 * DAY, 0.7);
            if (again < END && again < first.windowEndsAt()) {
                new Appeal(file, deciding, decision, 2, again, first.reviewer()).live(domain.overturned / 2);
            }
        }
        return true;
    }
}

package docket.demo;

import java.util.List;
import java.util.Map;

/** Everything that stands before the first case comes in; its rows are written while it is made. */
final class World {
    final Map<String, Phrases> phrases = Phrases.byLanguage();
    final List<Market> markets = Market.read();
    final Workforce workforce;
    final Rulebook rulebook;
    final Procedures procedures;
    final Queues queues;
    final Promises promises;
    final QaPlans qaPlans;
    final Subjects subjects;
    final CaseDrafts drafts;
    final Consequences consequences;

    /** A figure of the same margin needs the larger share of the smaller number. */
    final double auditEffort;

    World(Rows rows, int cases) {
        workforce = new Workforce(rows, phrases, Math.min(1, cases / 2_000_000.0));
        rulebook = new Rulebook(rows);
        queues = new Queues(rows, markets, workforce);
        staffEveryQueue();
        workforce.writeReviewers();
        procedures = new Procedures(rows, rulebook, workforce);
        new Announcements(rows, workforce, procedures).write();
        promises = new Promises(rows, markets, workforce.vendors());
        qaPlans = new QaPlans(rows, workforce.vendors());
        subjects = new Subjects(markets, phrases, cases);
        drafts = new CaseDrafts(new Arrivals(cases), subjects, rulebook, markets);
        auditEffort = cases <= 20_000 ? 3 : cases <= 200_000 ? 1.5 : 1;
        consequences = new Consequences(subjects);
    }

    private void staffEveryQueue() {
        for (var market : markets) {
            for (var domain : Domain.values()) {
                workforce.pool(workforce.vendor(market.vendor()), market.language(), domain);
                workforce.pool(null, market.language(), domain);
            }
        }
    }
}

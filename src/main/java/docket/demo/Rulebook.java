package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.NEVER;
import static docket.demo.History.START;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Policies and their clauses, some of them revised on the way. */
final class Rulebook {
    /** @param regulated the only class of goods that it concerns; null: any goods */
    record Policy(
            UUID id,
            String key,
            Domain domain,
            String topic,
            @Nullable String regulated,
            int weight,
            List<Clause> clauses) {
        Clause clause(Dice dice) {
            return clauses.get(dice.chance(clauses.getFirst().share()) ? 0 : 1);
        }
    }

    /** A clause over its revisions: what stays the same in all of them. */
    record Clause(
            String number,
            double share,
            String ground,
            String category,
            @Nullable String keyword,
            String title,
            List<Revision> revisions) {

        UUID at(long time) {
            var latest = revisions.getLast();
            return latest.effective() <= time
                    ? latest.id()
                    : revisions.getFirst().id();
        }
    }

    record Revision(UUID id, long effective) {}

    private static final long FIRST_EDITION = History.at("2023-09-01");

    private final Rows rows;
    private final Dice dice = Dice.of("rulebook", 0);
    private final Map<Domain, Weighted<Policy>> byDomain = new EnumMap<>(Domain.class);
    private final List<Policy> policies = new ArrayList<>();
    private final Map<String, Map<String, String>> terms = new HashMap<>();

    Rulebook(Rows rows) {
        this.rows = rows;
        readTerms();
        var clauses = Sheet.read("clauses.tsv").stream().collect(Collectors.groupingBy(line -> line.text(0)));
        for (var line : Sheet.read("policies.tsv")) {
            policies.add(write(line, clauses.getOrDefault(line.text(0), List.of())));
        }
        for (var domain : Domain.values()) {
            var own = policies.stream().filter(p -> p.domain() == domain).toList();
            byDomain.put(domain, new Weighted<>(own, Policy::weight));
        }
    }

    List<Policy> policies() {
        return policies;
    }

    /** @param regulated the class of the goods in question, if they are of one */
    Policy pick(Domain domain, @Nullable String regulated, Dice chance) {
        var policies = Objects.requireNonNull(byDomain.get(domain));
        var policy = policies.pick(chance);
        while (policy.regulated() != null && !policy.regulated().equals(regulated)) {
            policy = policies.pick(chance);
        }
        return policy;
    }

    /** What the policy is about, in the words of that language. */
    String term(Policy policy, String language) {
        return Objects.requireNonNull(
                Objects.requireNonNull(terms.get(policy.key())).get(language));
    }

    private void readTerms() {
        for (var line : Sheet.read("terms.tsv")) {
            var own = new HashMap<String, String>();
            for (var i = 0; i < Phrases.languages().size(); i++) {
                own.put(Phrases.languages().get(i), line.text(i + 1));
            }
            terms.put(line.text(0), own);
        }
    }

    private Policy write(Sheet.Line line, List<Sheet.Line> clauses) {
        var id = dice.id(FIRST_EDITION);
        rows.add(Table.POLICY)
                .id(id)
                .text(line.text(0))
                .text(line.text(5))
                .text(line.text(1))
                .text(line.text(6))
                .time(FIRST_EDITION);
        var sorted = clauses.stream()
                .sorted(Comparator.comparing(clause -> clause.text(1)))
                .map(clause -> writeClause(id, clause))
                .toList();
        return new Policy(
                id, line.text(0), Domain.valueOf(line.text(1)), line.text(3), line.optional(4), line.number(2), sorted);
    }

    private Clause writeClause(UUID policy, Sheet.Line line) {
        var revisions = new ArrayList<Revision>();
        var revised = dice.chance(0.35) ? START + dice.between(120, 600) * DAY : NEVER;
        revisions.add(writeRevision(policy, line, 1, FIRST_EDITION, revised, ""));
        if (revised != NEVER) {
            revisions.add(writeRevision(
                    policy, line, 2, revised, NEVER, " The burden of showing compliance is with the account."));
        }
        return new Clause(
                line.text(1),
                line.number(2) / 10.0,
                line.text(3),
                line.text(4),
                line.optional(5),
                line.text(6),
                List.copyOf(revisions));
    }

    private Revision writeRevision(UUID policy, Sheet.Line line, int number, long from, long to, String addition) {
        var id = dice.id(from);
        rows.add(Table.POLICY_CLAUSE)
                .id(id)
                .id(policy)
                .text(line.text(1))
                .number(number)
                .text(line.text(6))
                .text(line.text(7) + addition)
                .text(line.text(3))
                .text(line.text(4))
                .text(line.optional(5))
                .date(from)
                .date(to)
                .time(from);
        return new Revision(id, from);
    }
}

package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.END;
import static docket.demo.History.NEVER;
import static docket.demo.History.START;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Standard operating procedures: four for each policy, in up to seven locales, each in versions over the two years. */
final class Procedures {
    record Version(UUID id, long effective, Map<String, UUID> steps) {}

    /** A version that came into force or was at least announced. */
    record Published(UUID id, String sop, String locale, String semver, Domain domain, long effective, UUID author) {}

    static final String SOURCE_LOCALE = ProcedureTexts.SOURCE_LOCALE;
    private static final List<String> UNFINISHED =
            List.of("DRAFT", "IN_REVIEW", "CHANGES_REQUESTED", "APPROVED", "WITHDRAWN");

    private final Rows rows;
    private final Dice dice = Dice.of("procedures", 0);
    private final List<Workforce.Reviewer> owners;
    private final Map<String, UUID> topics = new HashMap<>();
    private final ProcedureTexts texts;
    private final Map<String, List<Version>> versions = new HashMap<>();
    private final List<Published> published = new ArrayList<>();

    Procedures(Rows rows, Rulebook rulebook, Workforce workforce) {
        this.rows = rows;
        this.owners = workforce.owners();
        this.texts = new ProcedureTexts(rulebook);
        writeTopics();
        for (var policy : rulebook.policies()) {
            texts.procedures().forEach(procedure -> writeSop(policy, procedure));
        }
    }

    /** The version in force: in the market's own locale where the procedure is published in it. */
    Version at(Rulebook.Policy policy, String procedure, Market market, long time) {
        var own = versions.get(key(policy, procedure, market.sopLocale()));
        var all = own == null ? Objects.requireNonNull(versions.get(key(policy, procedure, SOURCE_LOCALE))) : own;
        var i = all.size() - 1;
        while (all.get(i).effective() > time) {
            i--;
        }
        return all.get(i);
    }

    List<String> path(String procedure, String outcome) {
        return texts.path(procedure, outcome);
    }

    List<Published> published() {
        return published;
    }

    private static String key(Rulebook.Policy policy, String procedure, String locale) {
        return policy.key() + "/" + procedure + "/" + locale;
    }

    private void writeTopics() {
        var founded = START - 300 * DAY;
        for (var line : Sheet.read("topics.tsv")) {
            var id = dice.id(founded);
            var parent = line.optional(2);
            topics.put(line.text(0), id);
            rows.add(Table.TOPIC)
                    .id(id)
                    .text(line.text(0))
                    .text(line.text(1))
                    .id(parent == null ? null : topics.get(parent))
                    .time(founded);
        }
    }

    private void writeSop(Rulebook.Policy policy, String procedure) {
        var founded = START - dice.between(60, 200) * DAY;
        var id = dice.id(founded);
        var owner = dice.pick(owners);
        rows.add(Table.SOP)
                .id(id)
                .text(policy.key() + "-" + procedure)
                .text(texts.in(SOURCE_LOCALE, procedure + ".title", policy))
                .id(topics.get(policy.topic()))
                .text(policy.domain().name())
                .id(owner.id())
                .id(dice.pick(owners).id())
                .number(dice.chance(0.5) ? 180 : 365)
                .date(dice.chance(0.1) ? NEVER : END - dice.between(5, 420) * DAY)
                .time(founded);
        for (var clause : policy.clauses()) {
            for (var revision : clause.revisions()) {
                rows.add(Table.SOP_CLAUSE).id(id).id(revision.id()).time(Math.max(founded, revision.effective()));
            }
        }
        var writer = new VersionWriter(id, policy, procedure, owner.id());
        writer.write(releases(founded));
    }

    /** Days on which a new text came into force: the first before the history begins. */
    private List<Long> releases(long founded) {
        var days = new ArrayList<Long>();
        for (var day = founded + 5 * DAY; day < END + 35 * DAY; day += dice.between(240, 700) * DAY) {
            days.add(day);
        }
        return days;
    }

    /** All versions of one procedure. */
    private final class VersionWriter {
        private final UUID sop;
        private final Rulebook.Policy policy;
        private final String procedure;
        private final UUID author;
        private final List<UUID> sources = new ArrayList<>();

        VersionWriter(UUID sop, Rulebook.Policy policy, String procedure, UUID author) {
            this.sop = sop;
            this.policy = policy;
            this.procedure = procedure;
            this.author = author;
        }

        void write(List<Long> releases) {
            for (var locale : ProcedureTexts.LOCALES) {
                var translated = !locale.equals(SOURCE_LOCALE);
                if (!translated || locale.equals("ja-JP") || dice.chance(0.8)) {
                    writeLocale(locale, releases, translated);
                }
            }
            if (dice.chance(0.4)) {
                var status = dice.pick(UNFINISHED);
                var withdrawn = status.equals("WITHDRAWN");
                var day = History.midnight(END) + 3 * DAY;
                version(
                        SOURCE_LOCALE,
                        9,
                        status,
                        null,
                        withdrawn ? day : NEVER,
                        withdrawn ? day : NEVER,
                        END - 9 * DAY);
            }
        }

        private void writeLocale(String locale, List<Long> releases, boolean translated) {
            var days = new ArrayList<Long>();
            for (var k = 0; k < releases.size(); k++) {
                // Translations of later versions lag behind their source.
                days.add(releases.get(k) + (translated && k > 0 ? dice.between(0, 15) * DAY : 0));
            }
            var own = new ArrayList<Version>();
            for (var k = 0; k < days.size(); k++) {
                var ends = k + 1 < days.size() ? days.get(k + 1) : NEVER;
                var source = translated ? sources.get(k) : null;
                own.add(version(
                        locale, k, status(days.get(k), ends), source, days.get(k), ends, days.get(k) - 6 * DAY));
            }
            versions.put(key(policy, procedure, locale), own);
        }

        private static String status(long effective, long ends) {
            if (effective > END) {
                return "SCHEDULED";
            }
            if (ends == NEVER || ends > END) {
                return "EFFECTIVE";
            }
            return ends < END - 365 * DAY ? "ARCHIVED" : "SUPERSEDED";
        }

        private Version version(
                String locale, int k, String status, @Nullable UUID source, long effective, long ends, long approved) {
            var id = dice.id(approved - 5 * DAY);
            if (source == null && k < 9) {
                sources.add(id);
            }
            var fixed = !List.of("DRAFT", "IN_REVIEW", "CHANGES_REQUESTED").contains(status);
            var others = owners.stream().filter(o -> !o.id().equals(author)).toList();
            var semver = k == 9 ? "9.0.0" : (k / 2 + 1) + "." + k % 2 + ".0";
            rows.add(Table.SOP_VERSION)
                    .id(id)
                    .id(sop)
                    .text(locale)
                    .none()
                    .text(semver)
                    .text(status)
                    .text(texts.in(locale, procedure + ".title", policy))
                    .text(texts.in(locale, procedure + ".body", policy))
                    .text(
                            k == 0
                                    ? null
                                    : dice.pick("Examples added.", "Order of the steps changed.", "Clause revised."))
                    .flag(k % 2 == 0)
                    .id(source)
                    .id(author)
                    .id(fixed ? dice.pick(others).id() : null)
                    .id(
                            fixed && policy.domain() == Domain.IPR
                                    ? dice.pick(others).id()
                                    : null)
                    .time(fixed ? approved : NEVER)
                    .time(fixed ? approved + DAY : NEVER)
                    .time(effective)
                    .time(ends)
                    .time(approved - 5 * DAY);
            if (fixed && effective != NEVER && !status.equals("WITHDRAWN")) {
                published.add(new Published(
                        id, policy.key() + "-" + procedure, locale, semver, policy.domain(), effective, author));
            }
            return new Version(id, effective, writeSteps(id, locale, approved - 5 * DAY));
        }

        private Map<String, UUID> writeSteps(UUID version, String locale, long written) {
            var ids = new HashMap<String, UUID>();
            var position = 1;
            for (var step : texts.steps(procedure)) {
                var id = dice.id(written);
                ids.put(step.key(), id);
                rows.add(Table.SOP_STEP)
                        .id(id)
                        .id(version)
                        .text(step.key())
                        .number(position++)
                        .text(step.kind())
                        .text(texts.in(locale, step.key(), policy))
                        .text(step.yes())
                        .text(step.no())
                        .text(step.next())
                        .time(written);
            }
            return ids;
        }
    }
}

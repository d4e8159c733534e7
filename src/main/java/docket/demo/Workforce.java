package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.END;
import static docket.demo.History.START;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Vendors with their sites and contracts, and everybody who works on cases. */
final class Workforce {
    record Vendor(UUID id, String key, String name) {}

    record Reviewer(
            UUID id,
            @Nullable Site site,
            String role,
            List<String> languages,
            EnumSet<Domain> skills,
            long hired,
            long left) {
        boolean worksAt(long time) {
            return hired <= time && time < left;
        }

        @Nullable
        Vendor vendor() {
            return site == null ? null : site.vendor();
        }
    }

    private static final long FOUNDED = History.at("2021-03-01");
    private static final int FEWEST_IN_POOL = 3;

    private final Rows rows;
    private final Dice dice = Dice.of("workforce", 0);
    private final Map<String, Phrases> phrases;
    private final Map<String, Vendor> vendors = new LinkedHashMap<>();
    private final List<Site> sites = new ArrayList<>();
    private final List<Reviewer> reviewers = new ArrayList<>();
    private final Map<String, List<Reviewer>> pools = new HashMap<>();

    /** @param scale 0 for the smallest workforce that can do every work, 1 for that of two million cases */
    Workforce(Rows rows, Map<String, Phrases> phrases, double scale) {
        this.rows = rows;
        this.phrases = phrases;
        Sheet.read("vendors.tsv").forEach(this::writeVendor);
        Sheet.read("sites.tsv").forEach(line -> writeSite(line, 4 + (int) (26 * scale)));
        for (var language : Phrases.languages()) {
            hireInHouse("REVIEWER", language, 3 + (int) (11 * scale));
            hireInHouse("APPEAL_REVIEWER", language, 3 + (int) (6 * scale));
            hireInHouse("QA_AUDITOR", language, 3 + (int) (6 * scale));
            hireInHouse("MODERATION_ON_CALL", language, 2 + (int) (2 * scale));
            hireInHouse("SOP_OWNER", language, 2);
        }
        hireInHouse("TRAINER", "en", 3);
        hireInHouse("TEAM_LEAD", "en", 3);
    }

    List<Vendor> vendors() {
        return List.copyOf(vendors.values());
    }

    Vendor vendor(String key) {
        return Objects.requireNonNull(vendors.get(key));
    }

    List<Reviewer> everybody() {
        return reviewers;
    }

    /** Who may decide there; some are taught what is missing, so that every queue has its people. */
    List<Reviewer> pool(@Nullable Vendor vendor, String language, Domain domain) {
        var key = (vendor == null ? "in-house" : vendor.key()) + "/" + language + "/" + domain;
        return pools.computeIfAbsent(key, k -> staff(vendor, language, domain));
    }

    List<Reviewer> inHouse(String role, String language) {
        return pools.computeIfAbsent(
                role + "/" + language,
                k -> select(r -> r.role().equals(role)
                        && r.site() == null
                        && r.languages().contains(language)));
    }

    List<Reviewer> owners() {
        return pools.computeIfAbsent("owners", k -> select(r -> r.role().equals("SOP_OWNER")));
    }

    /** Somebody of the pool who was there at that time, and nobody of those. */
    static Reviewer pick(List<Reviewer> pool, long time, Dice dice, Predicate<Reviewer> allowed) {
        var from = dice.below(pool.size());
        for (var i = 0; i < pool.size(); i++) {
            var reviewer = pool.get((from + i) % pool.size());
            if (reviewer.worksAt(time) && allowed.test(reviewer)) {
                return reviewer;
            }
        }
        throw new IllegalStateException("nobody is left in the pool");
    }

    private List<Reviewer> staff(@Nullable Vendor vendor, String language, Domain domain) {
        var speakers = select(r -> r.role().equals("REVIEWER")
                && Objects.equals(r.vendor(), vendor)
                && r.languages().contains(language));
        var skilled = speakers.stream().filter(r -> r.skills().contains(domain)).toList();
        if (skilled.stream().filter(r -> r.worksAt(START) && r.worksAt(END)).count() >= FEWEST_IN_POOL) {
            return skilled;
        }
        speakers.stream().limit(2 * FEWEST_IN_POOL).forEach(r -> r.skills().add(domain));
        return speakers.stream().filter(r -> r.skills().contains(domain)).toList();
    }

    private List<Reviewer> select(Predicate<Reviewer> wanted) {
        return reviewers.stream().filter(wanted).toList();
    }

    private void writeVendor(Sheet.Line line) {
        var vendor = new Vendor(dice.id(FOUNDED), line.text(0), line.text(1));
        vendors.put(vendor.key(), vendor);
        rows.add(Table.VENDOR)
                .id(vendor.id())
                .text(vendor.key())
                .text(vendor.name())
                .flag(true)
                .time(FOUNDED);
        for (var year = 2024; year <= 2026; year++) {
            rows.add(Table.VENDOR_CONTRACT)
                    .id(dice.id(FOUNDED))
                    .id(vendor.id())
                    .date(History.at(year + "-01-01"))
                    .date(year == 2026 ? History.NEVER : History.at(year + 1 + "-01-01"))
                    .decimal(new BigDecimal(year == 2024 ? "0.9000" : "0.9200"))
                    .decimal(new BigDecimal(year == 2026 ? "0.9600" : "0.9500"))
                    .number(2_160)
                    .decimal(decimal(line.optional(3)))
                    .decimal(decimal(line.optional(4)))
                    .text(line.text(2))
                    .time(FOUNDED);
        }
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private void writeSite(Sheet.Line line, int peoplePerWeight) {
        var site = Site.of(line, vendor(line.text(0)), dice.id(FOUNDED));
        sites.add(site);
        site.write(rows, dice, FOUNDED);
        var people = line.number(6) * peoplePerWeight;
        for (var i = 0; i < people; i++) {
            var language = site.languages().get(i % site.languages().size());
            hire(site, i == 0 ? "TEAM_LEAD" : "REVIEWER", language);
        }
    }

    private void hireInHouse(String role, String language, int people) {
        for (var i = 0; i < people; i++) {
            hire(null, role, language);
        }
    }

    private void hire(@Nullable Site site, String role, String language) {
        var n = reviewers.size();
        var mayChange = site != null && role.equals("REVIEWER");
        var hired =
                mayChange && n % 9 == 8 ? START + dice.between(10, 600) * DAY : FOUNDED + dice.between(0, 1_200) * DAY;
        var left = mayChange && n % 17 == 16 ? dice.between(hired / DAY + 60, END / DAY) * DAY : Long.MAX_VALUE;
        var skills = EnumSet.of(Domain.values()[n % 4], Domain.values()[(n / 4) % 4]);
        var languages = language.equals("en") ? List.of("en") : List.of(language, "en");
        reviewers.add(new Reviewer(dice.id(hired), site, role, languages, skills, hired, left));
    }

    /** Written last, when everybody's skills are known. */
    void writeReviewers() {
        for (var n = 0; n < reviewers.size(); n++) {
            var reviewer = reviewers.get(n);
            var vendor = reviewer.vendor();
            var language = reviewer.languages().getFirst();
            var gone = reviewer.left() <= END;
            rows.add(Table.REVIEWER)
                    .id(reviewer.id())
                    .id(reviewer.site() == null ? null : reviewer.site().id())
                    .id(vendor == null ? null : vendor.id())
                    .text(name(language))
                    .text("r%04d@%s.example".formatted(n + 1, vendor == null ? "marketplace" : vendor.key()))
                    .text(reviewer.role())
                    .flag(!gone)
                    .date(reviewer.hired())
                    .date(gone ? reviewer.left() : History.NEVER)
                    .texts(reviewer.languages())
                    .time(reviewer.hired());
            for (var skill : reviewer.skills()) {
                rows.add(Table.REVIEWER_SKILL)
                        .id(reviewer.id())
                        .text(skill.name())
                        .text(dice.pick("FULL", "FULL", "FULL", "EXPERT", "TRAINEE"))
                        .date(reviewer.hired() + 30 * DAY)
                        .time(reviewer.hired());
            }
            if (reviewer.skills().contains(Domain.IPR)) {
                certify(reviewer, n);
            }
        }
    }

    /** Every year anew: rights take a certification. Some have let it run out, or lost it. */
    private void certify(Reviewer reviewer, int number) {
        var own = Dice.of("certification", number);
        var end = Math.min(END, reviewer.left());
        var issued = reviewer.hired() + own.between(20, 60) * DAY;
        while (issued < end) {
            var renewed = issued + 365 * DAY - own.between(0, 40) * DAY;
            var isLast = renewed >= end;
            var revoked = isLast && own.chance(0.06) ? own.between(issued, end) : History.NEVER;
            rows.add(Table.CERTIFICATION)
                    .id(own.id(issued))
                    .id(reviewer.id())
                    .text(Domain.IPR.name())
                    .time(issued)
                    .time(issued + (isLast && own.chance(0.05) ? 90 : 365) * DAY)
                    .time(revoked)
                    .text(revoked == History.NEVER ? null : "Two critical errors in one audit")
                    .time(issued);
            issued = renewed;
        }
    }

    private String name(String language) {
        var own = Objects.requireNonNull(phrases.get(language));
        return own.person(dice, language.equals("ja") || language.equals("vi"));
    }
}

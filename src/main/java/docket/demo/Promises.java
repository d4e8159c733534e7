package docket.demo;

import static docket.demo.History.MINUTE;
import static docket.demo.History.NEVER;
import static docket.demo.History.START;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calendars and SLA policies. */
final class Promises {
    /** One revision of a promise; without a calendar time counts always. */
    record Promise(
            UUID id,
            String kind,
            String agreement,
            int minutes,
            int imminent,
            @Nullable WorkingTime calendar) {

        long due(long start, long duration) {
            return calendar == null ? start + duration : calendar.add(start, duration);
        }

        long between(long from, long to) {
            return calendar == null ? to - from : calendar.between(from, to);
        }

        long target() {
            return minutes * MINUTE;
        }
    }

    /** Targets were tightened after the first year: who was received before keeps the promise of then. */
    private static final long TIGHTENED = History.at("2025-11-01");

    private static final long FOUNDED = START - 90 * History.DAY;
    private static final List<String> SEVERITIES = List.of("P0", "P1", "P2", "P3");
    private static final int[] DECISION_MINUTES = {240, 1_440, 1_620, 2_700};
    private static final int[] FIRST_TOUCH_MINUTES = {30, 240, 960, 1_440};
    private static final int[] ESCALATION_MINUTES = {240, 1_440, 2_880, 4_320};

    private final Rows rows;
    private final Dice dice = Dice.of("promises", 0);
    private final Map<String, Calendars.Calendar> calendars;
    private final Map<String, Promise> promises = new HashMap<>();

    Promises(Rows rows, List<Market> markets, List<Workforce.Vendor> vendors) {
        this.rows = rows;
        this.calendars = Calendars.write(rows, dice, FOUNDED);
        for (var market : markets) {
            writeMarket(market);
        }
        for (var i = 0; i < SEVERITIES.size(); i++) {
            var severity = SEVERITIES.get(i);
            write("first-touch-" + severity, "FIRST_TOUCH", "OLA", FIRST_TOUCH_MINUTES[i], null, null, severity, null);
            write("escalation-" + severity, "ESCALATION", "OLA", ESCALATION_MINUTES[i], null, null, severity, null);
        }
        for (var vendor : vendors) {
            write("contract-" + vendor.key(), "DECISION", "VENDOR_CONTRACT", 2_160, null, null, null, vendor);
        }
    }

    Promise decision(Market market, String severity, long start) {
        return find("decision-" + market.code() + "-" + severity, start);
    }

    Promise firstTouch(String severity, long start) {
        return find("first-touch-" + severity, start);
    }

    Promise contract(Workforce.Vendor vendor, long start) {
        return find("contract-" + vendor.key(), start);
    }

    Promise escalation(String severity, long start) {
        return find("escalation-" + severity, start);
    }

    Promise appeal(Market market, long start) {
        return find("appeal-" + market.code(), start);
    }

    Promise reasons(Market market, long start) {
        return find("reasons-" + market.code(), start);
    }

    private Promise find(String key, long start) {
        var promise = promises.get(start < TIGHTENED ? key + "/1" : key + "/2");
        return promise == null ? Objects.requireNonNull(promises.get(key + "/1")) : promise;
    }

    private void writeMarket(Market market) {
        for (var i = 0; i < SEVERITIES.size(); i++) {
            var severity = SEVERITIES.get(i);
            var calendar = i < 2 ? null : market.calendar();
            write(
                    "decision-" + market.code() + "-" + severity,
                    "DECISION",
                    "SLA",
                    DECISION_MINUTES[i],
                    calendar,
                    market,
                    severity,
                    null);
        }
        var days = market.owesReasons() ? 10 : 7;
        write("appeal-" + market.code(), "APPEAL", "SLA", days * 1_440, null, market, null, null);
        if (market.owesReasons()) {
            write("reasons-" + market.code(), "NOTICE", "SLA", 120, null, market, null, null);
        }
        rows.add(Table.APPEAL_POLICY)
                .id(dice.id(FOUNDED))
                .text(market.code())
                .number(market.appealWindowDays())
                .number(2)
                .number(days)
                .date(History.at("2024-02-17"))
                .none()
                .time(FOUNDED);
    }

    private void write(
            String key,
            String kind,
            String agreement,
            int minutes,
            @Nullable String calendar,
            @Nullable Market market,
            @Nullable String severity,
            Workforce.@Nullable Vendor vendor) {
        var tightened = kind.equals("DECISION");
        writeRevision(
                key,
                1,
                kind,
                agreement,
                tightened ? minutes * 5 / 4 : minutes,
                calendar,
                market,
                severity,
                vendor,
                FOUNDED,
                tightened ? TIGHTENED : NEVER);
        if (tightened) {
            writeRevision(key, 2, kind, agreement, minutes, calendar, market, severity, vendor, TIGHTENED, NEVER);
        }
    }

    private void writeRevision(
            String key,
            int revision,
            String kind,
            String agreement,
            int minutes,
            @Nullable String calendarKey,
            @Nullable Market market,
            @Nullable String severity,
            Workforce.@Nullable Vendor vendor,
            long effectiveAt,
            long endsAt) {
        var calendar = calendarKey == null ? null : calendars.get(calendarKey);
        var id = dice.id(effectiveAt);
        promises.put(
                key + "/" + revision,
                new Promise(id, kind, agreement, minutes, minutes / 6, calendar == null ? null : calendar.hours()));
        rows.add(Table.SLA_POLICY)
                .id(id)
                .text(key.toLowerCase(Locale.ROOT))
                .number(revision)
                .text(key.replace('-', ' '))
                .text(kind)
                .text(agreement)
                .number(minutes)
                .number(minutes / 6)
                .id(calendar == null ? null : calendar.id())
                .none()
                .text(market == null ? null : market.code())
                .text(severity)
                .id(vendor == null ? null : vendor.id())
                .time(effectiveAt)
                .time(endsAt)
                .time(effectiveAt);
    }
}

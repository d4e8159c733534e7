package docket.demo;

import static docket.demo.History.DAY;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One plan per quarter and vendor, one for our own people, one for the rules. */
final class QaPlans {
    record Plan(UUID id, long startsAt, long endsAt) {}

    static final String RULES = "rules";
    private static final LocalDate FIRST = LocalDate.parse("2024-10-01");
    private static final int QUARTERS = 9;

    private final Rows rows;
    private final Dice dice = Dice.of("qa-plans", 0);
    private final Map<String, Plan> plans = new HashMap<>();

    QaPlans(Rows rows, List<Workforce.Vendor> vendors) {
        this.rows = rows;
        for (var quarter = 0; quarter < QUARTERS; quarter++) {
            write(quarter, RULES, null);
            write(quarter, "in-house", null);
            for (var vendor : vendors) {
                write(quarter, vendor.key(), vendor);
            }
        }
    }

    Plan of(Workforce.@Nullable Vendor vendor, boolean rule, long time) {
        var quarter = 0;
        while (start(quarter + 1) <= time) {
            quarter++;
        }
        var subject = rule ? RULES : vendor == null ? "in-house" : vendor.key();
        return Objects.requireNonNull(plans.get(key(quarter, subject)));
    }

    private static long start(int quarter) {
        return FIRST.plusMonths(3L * quarter).toEpochDay() * DAY;
    }

    private static String key(int quarter, String subject) {
        var day = FIRST.plusMonths(3L * quarter);
        return "%d-q%d-%s".formatted(day.getYear(), (day.getMonthValue() + 2) / 3, subject);
    }

    private void write(int quarter, String subject, Workforce.@Nullable Vendor vendor) {
        var starts = start(quarter);
        var plan = new Plan(dice.id(starts - 10 * DAY), starts, start(quarter + 1));
        var key = key(quarter, subject);
        plans.put(key, plan);
        rows.add(Table.QA_PLAN)
                .id(plan.id())
                .text(key)
                .text("Audits " + key.replace('-', ' '))
                .none()
                .none()
                .id(vendor == null ? null : vendor.id())
                .decimal(new BigDecimal("0.0200"))
                .number(85)
                .number(5)
                .big(dice.bits() >>> 32)
                .time(plan.startsAt())
                .time(plan.endsAt())
                .time(starts - 10 * DAY);
    }
}

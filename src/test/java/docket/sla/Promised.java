package docket.sla;

import org.jooq.DSLContext;

/** Promises for the tests of clocks: a day of eight hours in Berlin, eight hours by the clock elsewhere. */
final class Promised {
    static final String NORTH = "00000000-0000-7000-8000-0000000000a1";
    static final String SOUTH = "00000000-0000-7000-8000-0000000000a2";

    private Promised() {}

    /** Queues of the house and of two companies, and what is promised for the cases in them. */
    static void write(DSLContext owner) {
        owner.execute(
                "insert into vendors.vendor (id, key, name) values ('%s', 'north', 'North'), ('%s', 'south', 'South')"
                        .formatted(NORTH, SOUTH));
        owner.execute("""
                insert into cases.queue (key, name, domain, vendor_id)
                values ('house', 'House', 'SELLER', null), ('north', 'North', 'SELLER', '%s'), ('south', 'South', 'SELLER', '%s')""".formatted(NORTH, SOUTH));
        owner.execute("""
                insert into sla.business_calendar (id, key, name, time_zone)
                values ('00000000-0000-7000-8000-0000000000c1', 'berlin', 'Berlin', 'Europe/Berlin')""");
        owner.execute("""
                insert into sla.calendar_hours (business_calendar_id, weekday, opens_minute, closes_minute)
                select '00000000-0000-7000-8000-0000000000c1', day, 540, 1020 from generate_series(1, 5) day""");
        owner.execute("""
                select set_config('docket.bulk_load', 'on', true);
                insert into sla.sla_policy (key, revision, name, clock_kind, agreement, target_minutes, imminent_minutes, business_calendar_id,
                    market, severity, vendor_id, effective_at, ends_at)
                values ('decide', 1, 'Decide', 'DECISION', 'SLA', 480, 60, null, null, null, null, '2020-01-01', null),
                    ('decide-de', 1, 'Decide', 'DECISION', 'SLA', 960, 60, '00000000-0000-7000-8000-0000000000c1', 'DE', null, null, '2020-01-01', '2026-06-01'),
                    ('decide-de', 2, 'Decide', 'DECISION', 'SLA', 480, 60, '00000000-0000-7000-8000-0000000000c1', 'DE', null, null, '2026-06-01', null),
                    ('decide-de-p0', 1, 'Decide', 'DECISION', 'SLA', 60, 10, null, 'DE', 'P0', null, '2020-01-01', null),
                    ('touch', 1, 'Touch', 'FIRST_TOUCH', 'OLA', 240, 60, null, null, null, null, '2020-01-01', null),
                    ('north', 1, 'North', 'DECISION', 'VENDOR_CONTRACT', 600, 60, null, null, null, '%s', '2020-01-01', null),
                    ('south', 1, 'South', 'DECISION', 'VENDOR_CONTRACT', 600, 60, null, null, null, '%s', '2020-01-01', null),
                    ('tell', 1, 'Tell', 'NOTICE', 'SLA', 120, 30, null, 'DE', null, null, '2020-01-01', null)""".formatted(NORTH, SOUTH));
    }
}

package docket.sla;

import static docketdb.sla.Tables.BUSINESS_CALENDAR;
import static docketdb.sla.Tables.CALENDAR_HOLIDAY;
import static docketdb.sla.Tables.CALENDAR_HOURS;
import static docketdb.sla.Tables.CLOCK_ALERT;
import static docketdb.sla.Tables.SLA_CLOCK;
import static docketdb.sla.Tables.SLA_PAUSE;
import static docketdb.sla.Tables.SLA_POLICY;

import docket.platform.listing.Listing;
import docket.platform.sql.Entity;
import docket.platform.sql.Loader;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** All SQL about promises and clocks. */
final class SlaRepository {
    static final Listing<BusinessCalendar> CALENDARS = Listing.of(Entity.of(BusinessCalendar.class, BUSINESS_CALENDAR))
            .filter("key", BUSINESS_CALENDAR.KEY)
            .filter("name", BUSINESS_CALENDAR.NAME)
            .filter("timeZone", BUSINESS_CALENDAR.TIME_ZONE)
            .ascending("KEY", BUSINESS_CALENDAR.KEY, "key")
            .small();

    static final Listing<SlaPolicy> POLICIES = Listing.of(Entity.of(SlaPolicy.class, SLA_POLICY))
            .filter("key", SLA_POLICY.KEY)
            .filter("name", SLA_POLICY.NAME)
            .filter("clockKind", SLA_POLICY.CLOCK_KIND)
            .filter("agreement", SLA_POLICY.AGREEMENT)
            .filter("targetMinutes", SLA_POLICY.TARGET_MINUTES)
            .filterId("calendar", SLA_POLICY.BUSINESS_CALENDAR_ID, "BusinessCalendar")
            .filter("domain", SLA_POLICY.DOMAIN)
            .filter("market", SLA_POLICY.MARKET)
            .filter("severity", SLA_POLICY.SEVERITY)
            .filterId("vendor", SLA_POLICY.VENDOR_ID, "Vendor")
            .filter("effectiveAt", SLA_POLICY.EFFECTIVE_AT)
            .filter("endsAt", SLA_POLICY.ENDS_AT)
            .ascending("KEY", SLA_POLICY.KEY, "key")
            .descending("EFFECTIVE_AT", SLA_POLICY.EFFECTIVE_AT, "effectiveAt")
            .small();

    /** The states of a clock that has not stopped. */
    private static final Set<String> OPEN = Set.of("PENDING", "RUNNING", "PAUSED", "IMMINENT", "BREACHING");

    static final Listing<SlaClock> CLOCKS = Listing.of(Entity.of(SlaClock.class, SLA_CLOCK))
            .anchorId("policy", SLA_CLOCK.SLA_POLICY_ID, "SlaPolicy")
            .filter("clockKind", SLA_CLOCK.CLOCK_KIND)
            .filter("agreement", SLA_CLOCK.AGREEMENT)
            .anchorId("case", SLA_CLOCK.CASE_ID, "Case")
            .anchorId("appeal", SLA_CLOCK.APPEAL_ID, "Appeal")
            .anchorId("escalation", SLA_CLOCK.ESCALATION_ID, "Escalation")
            .anchorId("vendor", SLA_CLOCK.VENDOR_ID, "Vendor")
            .filter("market", SLA_CLOCK.MARKET)
            .anchorWithin("status", SLA_CLOCK.STATUS, OPEN, SLA_CLOCK.STOPPED_AT.isNull())
            .filter("startedAt", SLA_CLOCK.STARTED_AT)
            .anchor("dueAt", SLA_CLOCK.DUE_AT)
            .filter("stoppedAt", SLA_CLOCK.STOPPED_AT)
            .ascending("DUE_AT", SLA_CLOCK.DUE_AT, "dueAt")
            .descending("ID", SLA_CLOCK.ID, "id");

    static final Listing<SlaAlert> ALERTS = Listing.of(Entity.of(SlaAlert.class, CLOCK_ALERT))
            .anchorId("clock", CLOCK_ALERT.SLA_CLOCK_ID, "SlaClock")
            .anchorId("vendor", CLOCK_ALERT.VENDOR_ID, "Vendor")
            .filter("kind", CLOCK_ALERT.KIND)
            .filter("market", CLOCK_ALERT.MARKET)
            .filter("dueAt", CLOCK_ALERT.DUE_AT)
            .filter("occurredAt", CLOCK_ALERT.OCCURRED_AT)
            .filter("raisedAt", CLOCK_ALERT.RAISED_AT)
            .descending("ID", CLOCK_ALERT.ID, "id");
    static final Loader<UUID, List<SlaAlert>> ALERTS_OF_CLOCK =
            ALERTS.entity().allBy(CLOCK_ALERT.SLA_CLOCK_ID, CLOCK_ALERT.OCCURRED_AT.asc(), CLOCK_ALERT.ID.asc());

    static final Entity<SlaPause> PAUSE = Entity.of(SlaPause.class, SLA_PAUSE);
    static final Loader<UUID, List<SlaPause>> PAUSES =
            PAUSE.allBy(SLA_PAUSE.SLA_CLOCK_ID, SLA_PAUSE.PAUSED_AT.asc(), SLA_PAUSE.ID.asc());
    static final Loader<UUID, List<CalendarHours>> HOURS = Entity.of(CalendarHours.class, CALENDAR_HOURS)
            .allBy(
                    CALENDAR_HOURS.BUSINESS_CALENDAR_ID,
                    CALENDAR_HOURS.WEEKDAY.asc(),
                    CALENDAR_HOURS.OPENS_MINUTE.asc());
    static final Loader<UUID, List<CalendarHoliday>> HOLIDAYS = Entity.of(CalendarHoliday.class, CALENDAR_HOLIDAY)
            .allBy(CALENDAR_HOLIDAY.BUSINESS_CALENDAR_ID, CALENDAR_HOLIDAY.HOLIDAY_ON.asc());

    private SlaRepository() {}
}

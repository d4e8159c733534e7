package docket.sla;

import static docket.sla.SlaRepository.ALERTS;
import static docket.sla.SlaRepository.CALENDARS;
import static docket.sla.SlaRepository.CLOCKS;
import static docket.sla.SlaRepository.POLICIES;
import static docketdb.sla.Tables.SLA_CLOCK;
import static docketdb.sla.Tables.SLA_POLICY;

import docket.appeals.Appeal;
import docket.appeals.Appeals;
import docket.cases.Case;
import docket.cases.Cases;
import docket.cases.Queue;
import docket.escalations.Escalation;
import docket.escalations.Escalations;
import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.platform.listing.Relation;
import docket.vendors.Vendor;
import docket.vendors.Vendors;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How the fields of {@code sla.graphqls} get their values. */
@Component
final class SlaGraph implements Feature {
    private final ExplainClocks explain;

    SlaGraph(ExplainClocks explain) {
        this.explain = explain;
    }

    @Override
    public void wire(Graph graph) {
        graph.one("slaPolicy", "SlaPolicy", POLICIES.entity()).page("slaPolicies", POLICIES);
        graph.one("slaClock", "SlaClock", CLOCKS.entity()).page("slaClocks", CLOCKS);
        graph.one("businessCalendar", "BusinessCalendar", CALENDARS.entity()).page("businessCalendars", CALENDARS);

        graph.page("slaAlerts", ALERTS);

        graph.node("SlaPolicy", POLICIES.entity())
                .toOne("calendar", SlaPolicy::businessCalendarId, CALENDARS.entity())
                .toOne("vendor", SlaPolicy::vendorId, Vendors.VENDORS)
                .connection("clocks", SlaPolicy::id, CLOCKS, Relation.by(SLA_CLOCK.SLA_POLICY_ID));
        graph.node("SlaClock", CLOCKS.entity())
                .toOne("policy", SlaClock::slaPolicyId, POLICIES.entity())
                .toOne("case", SlaClock::caseId, Cases.CASES)
                .toOne("appeal", SlaClock::appealId, Appeals.APPEALS)
                .toOne("escalation", SlaClock::escalationId, Escalations.ESCALATIONS)
                .toOne("vendor", SlaClock::vendorId, Vendors.VENDORS)
                .toMany("pauses", SlaClock::id, SlaRepository.PAUSES)
                .toMany("alerts", SlaClock::id, SlaRepository.ALERTS_OF_CLOCK)
                .batch("explain", explain::explain);
        graph.node("SlaAlert", ALERTS.entity())
                .toOne("clock", SlaAlert::slaClockId, CLOCKS.entity())
                .toOne("case", SlaAlert::caseId, Cases.CASES)
                .toOne("vendor", SlaAlert::vendorId, Vendors.VENDORS);
        graph.value("SlaExplanation", SlaExplanation.class)
                .batch(
                        "intervals",
                        (explanations, call) -> explanations.stream()
                                .map(explanation -> ExplainClocks.intervals(explanation, call))
                                .toList());
        graph.value("SlaInterval", SlaInterval.class);
        graph.value("BreachForecast", BreachForecast.class);
        graph.value("BreachHour", BreachForecast.Hour.class);
        graph.node("SlaPause", SlaRepository.PAUSE).toOne("clock", SlaPause::slaClockId, CLOCKS.entity());
        graph.node("BusinessCalendar", CALENDARS.entity())
                .toMany("hours", BusinessCalendar::id, SlaRepository.HOURS)
                .toMany("holidays", BusinessCalendar::id, SlaRepository.HOLIDAYS)
                .connection("policies", BusinessCalendar::id, POLICIES, Relation.by(SLA_POLICY.BUSINESS_CALENDAR_ID));
        graph.value("CalendarHours", CalendarHours.class);
        graph.value("CalendarHoliday", CalendarHoliday.class);
        wireParents(graph);
    }

    private static void wireParents(Graph graph) {
        graph.extend("Queue", Queue.class).batch("breachForecast", (queues, call) -> {
            var forecasts =
                    ForecastRepository.forecast(queues.stream().map(Queue::id).collect(Collectors.toSet()), call);
            return queues.stream().map(queue -> forecasts.get(queue.id())).toList();
        });
        graph.extend("Case", Case.class).connection("slaClocks", Case::id, CLOCKS, Relation.by(SLA_CLOCK.CASE_ID));
        graph.extend("Appeal", Appeal.class)
                .connection("slaClocks", Appeal::id, CLOCKS, Relation.by(SLA_CLOCK.APPEAL_ID));
        graph.extend("Escalation", Escalation.class)
                .connection("slaClocks", Escalation::id, CLOCKS, Relation.by(SLA_CLOCK.ESCALATION_ID));
        graph.extend("Vendor", Vendor.class)
                .connection("slaPolicies", Vendor::id, POLICIES, Relation.by(SLA_POLICY.VENDOR_ID))
                .connection("slaClocks", Vendor::id, CLOCKS, Relation.by(SLA_CLOCK.VENDOR_ID));
    }
}

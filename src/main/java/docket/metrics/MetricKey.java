package docket.metrics;

/** The figures, with their definitions. */
enum MetricKey {
    BACKLOG(
            MetricUnit.CASES,
            MetricCohort.INSTANT,
            "Cases in a state before DECIDED at the instant: those opened by then (RECEIVED, REOPENED) less those that left by then"
                    + " (DECIDED, APPROVED, MERGED, CANCELLED), by the times of their case events. Imported cases left out."),
    SLA_ATTAINMENT(
            MetricUnit.SHARE,
            MetricCohort.DUE,
            "Clocks stopped at or before they were due ÷ clocks due in the window, those still open and late among them."
                    + " Cancelled and paused clocks, and open ones that are not yet due, left out."),
    TURNAROUND(
            MetricUnit.MINUTES,
            MetricCohort.DECISION,
            "Percentiles, interpolated, of the minutes from receipt of the case to its first decision in effect, approval included,"
                    + " over cases whose first decision was taken in the window. Imported cases left out."),
    DECISIONS(
            MetricUnit.DECISIONS,
            MetricCohort.DECISION,
            "Decisions of all levels taken in the window. Those whose approval is pending or was refused, and imported ones, left out."),
    OVERTURN_RATE(
            MetricUnit.SHARE,
            MetricCohort.APPEAL_DECISION,
            "Decisions of which any appeal was OVERTURNED, PARTIALLY_OVERTURNED or MODIFIED ÷ decisions with an appeal decided on the merits."
                    + " A decision counts once, when its latest such appeal was decided, and for the vendor whose decision was contested."),
    QA_ACCURACY(
            MetricUnit.SHARE,
            MetricCohort.DECISION,
            "Σ weight of CORRECT ÷ Σ weight, over final (ACCEPTED, FINAL) QA reviews of decisions taken in the window, weight = 1 ÷ chance of"
                    + " being drawn. The interval uses the effective number of reviews, (Σ weight)² ÷ Σ weight².");

    private final MetricDefinition definition;

    MetricKey(MetricUnit unit, MetricCohort cohort, String formula) {
        this.definition = new MetricDefinition(this, formula, unit, cohort);
    }

    MetricDefinition definition() {
        return definition;
    }
}

package docket.cases;

/** A number of cases in one state. */
public record CaseStateCount(String state, int count) {}

package docket.decisions;

/**
 * How many measures of one kind a bulk decision would bring about.
 *
 * @param toApprove those that would wait for a second pair of eyes
 */
public record BulkMeasures(String kind, int measureCount, int toApprove) {}

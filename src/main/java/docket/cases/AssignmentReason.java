package docket.cases;

/** How somebody comes to a case; described in the schema. */
public enum AssignmentReason {
    CLAIM,
    PUSH,
    HANDOVER,
    RESUME,
    RETURNED
}

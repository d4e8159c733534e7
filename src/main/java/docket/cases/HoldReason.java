package docket.cases;

/** What a case on hold waits for; described in the schema. Which of them stop a clock is in its policy. */
enum HoldReason {
    AWAITING_SELLER,
    AWAITING_REPORTER,
    AWAITING_AUTHORITY,
    AWAITING_EXPERT,
    OTHER
}

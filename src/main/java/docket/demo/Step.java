package docket.demo;

/** What is done with a case once it is claimed. */
enum Step {
    STAY,
    RELEASE,
    HOLD,
    ESCALATE,
    PROPOSE,
    DECIDE;

    static Step of(Backlog end, int round, Dice dice) {
        var point = dice.unit();
        return switch (end) {
            case IN_REVIEW -> STAY;
            case ON_HOLD -> HOLD;
            case ESCALATED -> ESCALATE;
            case PENDING_APPROVAL -> PROPOSE;
            case UNROUTED, QUEUED -> throw new IllegalStateException("not claimed");
            case NONE ->
                round > 2 || point > 0.145
                        ? DECIDE
                        : point < 0.055 ? RELEASE : point < 0.105 ? HOLD : point < 0.135 ? ESCALATE : PROPOSE;
        };
    }
}

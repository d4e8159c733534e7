package docket.sla;

/** Where a clock stands. */
enum SlaStatus {
    PENDING,
    RUNNING,
    PAUSED,
    IMMINENT,
    BREACHING,
    BREACHED,
    ACHIEVED,
    CANCELLED;

    /** How many alerts are due of a clock that stands there: whoever writes that it does writes them too. */
    int alerts() {
        return switch (this) {
            case PENDING, RUNNING, PAUSED, ACHIEVED, CANCELLED -> 0;
            case IMMINENT -> 1;
            case BREACHING, BREACHED -> 2;
        };
    }
}

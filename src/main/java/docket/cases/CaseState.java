package docket.cases;

import java.util.Arrays;
import java.util.List;

/** Where a case stands. */
public enum CaseState {
    RECEIVED,
    QUEUED,
    IN_REVIEW,
    ON_HOLD,
    ESCALATED,
    PENDING_APPROVAL,
    DECIDED,
    CLOSED,
    MERGED,
    CANCELLED;

    static List<String> names() {
        return Arrays.stream(values()).map(CaseState::name).toList();
    }
}

package docket.cases;

import docket.testing.GraphClient;
import docket.testing.Workplace;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Where cases come in: Ann of a {@link Workplace} reports and claims them. */
final class Tray {
    static final String CASE =
            "case { id number state version severity queue { key } assignee { name } dueAt wakeAt reopenCount } ";
    static final String LEASE = "lease { token expiresAt endedAt endedBy activeSeconds } ";
    static final String REPORT = CASE + "report { id receivedAt } isNewCase";
    static final String CLAIM = CASE + LEASE + "rank { isReturned dueAt severity priorityRank }";

    private final Workplace house;
    private final GraphClient ann;

    Tray(Workplace house) {
        this.house = house;
        this.ann = house.as("Ann");
    }

    /** @param more as {@link Workplace#report} takes it */
    JsonNode reported(String subject, Object... more) {
        return ann.mutate("reportCase", REPORT, house.report(subject, more));
    }

    JsonNode claimed() {
        return claimed(house.listing("DE"));
    }

    /** @param listing of the German market: of all that waits, the case about it comes first */
    JsonNode claimed(String listing) {
        putOff();
        reported(listing);
        return next(ann);
    }

    /** Claims a listing of the German market. */
    JsonNode next(GraphClient by) {
        return by.mutate("claimNextCase", CLAIM, Map.of("queue", house.queue("listings-de")));
    }

    /** All that waits comes behind what is reported next. */
    void putOff() {
        house.run("update cases.moderation_case set due_at = 'infinity', returned_to_id = null where state = 'QUEUED'");
    }

    /** What can be done to a case next: by event, {@code yes} or why not by this caller. */
    static Map<String, String> permissions(GraphClient by, JsonNode payload) {
        var answer = by.execute(
                "query ($id: ID!) { case(id: $id) { availableTransitions { event permission { isAllowed reason } } } }",
                Map.of("id", payload.at("/case/id").asString()));
        var permissions = new HashMap<String, String>();
        for (var next : answer.data("case/availableTransitions")) {
            var permission = next.path("permission");
            permissions.put(
                    next.path("event").asString(),
                    permission.path("isAllowed").asBoolean()
                            ? "yes"
                            : permission.path("reason").asString());
        }
        return permissions;
    }
}

package docket.platform.graph;

import docket.platform.request.Caller;
import docket.platform.sql.Client;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation as a caller sent it.
 *
 * @param id names the request in errors and logs
 * @param caller who sent it
 */
public record GraphRequest(
        String id,
        Caller caller,
        String document,
        @Nullable String operationName,
        Map<String, Object> variables,
        Wishes wishes) {

    /** @param explain as {@link Wishes#explain} */
    public GraphRequest(
            String id,
            Caller caller,
            String document,
            @Nullable String operationName,
            Map<String, Object> variables,
            boolean explain) {
        this(id, caller, document, operationName, variables, new Wishes(explain, false, null, Client.PATIENT));
    }

    /**
     * What is asked beside the document.
     *
     * @param explain whether the answer is to carry its statements and phases
     * @param cost whether it is to carry its cost
     * @param statement how long each statement may take; null: as long as is usual for the caller
     * @param client who waits
     */
    public record Wishes(
            boolean explain, boolean cost, @Nullable Duration statement, Client client) {}
}

package docket.platform.graph;

import docket.platform.sql.Db;
import java.util.LinkedHashMap;
import java.util.Map;

/** Wall time by phase of a request, in milliseconds. */
final class Phases {
    private final Map<String, Object> milliseconds = new LinkedHashMap<>();
    private long last = System.nanoTime();

    /** The phase that ends now. */
    void mark(String phase) {
        var now = System.nanoTime();
        milliseconds.put(phase, Db.milliseconds(now - last));
        last = now;
    }

    Map<String, Object> milliseconds() {
        return milliseconds;
    }
}

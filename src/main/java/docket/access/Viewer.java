package docket.access;

import docket.platform.request.Caller;
import docket.platform.request.Scope;
import java.util.Comparator;
import java.util.List;

/** Whoever sent the request. */
record Viewer(String kind, String name, List<Scope> scopes) {
    static Viewer of(Caller caller) {
        var scopes = caller.scopes().all().stream()
                .sorted(Comparator.comparing(Scope::name))
                .toList();
        return new Viewer(caller.kind().name(), caller.name(), scopes);
    }
}

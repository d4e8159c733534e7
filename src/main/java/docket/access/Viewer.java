package docket.access;

import docket.platform.request.Caller;
import docket.platform.request.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whoever sent the request.
 *
 * @param reviewerId the person; null: a program that is nobody's
 * @param vendorId the company; null: staff
 */
public record Viewer(
        String kind,
        String name,
        List<Scope> scopes,
        @Nullable UUID reviewerId,
        @Nullable UUID vendorId) {
    static Viewer of(Caller caller) {
        var scopes = caller.scopes().all().stream()
                .sorted(Comparator.comparing(Scope::name))
                .toList();
        return new Viewer(caller.kind().name(), caller.name(), scopes, caller.reviewerId(), caller.vendorId());
    }
}

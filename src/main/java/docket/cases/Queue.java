package docket.cases;

import docket.vendors.Worker;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line of cases waiting for people with the same skill. */
public record Queue(
        UUID id,
        String key,
        String name,
        String domain,
        @Nullable String market,
        @Nullable String language,
        @Nullable String severity,
        @Nullable UUID vendorId,
        boolean isActive,
        boolean isCertified,
        int version) {

    /** The certification that somebody lacks to work it, in words; null: none. */
    @Nullable
    String missing(Worker worker) {
        return isCertified ? missing(key, domain, worker) : null;
    }

    /** The same of a queue that asks for one. */
    static @Nullable String missing(String key, String domain, Worker worker) {
        return worker.certifications().contains(domain)
                ? null
                : "The queue %s needs a certification in %s that is in force; she has none".formatted(key, domain);
    }
}

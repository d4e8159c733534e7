package docket.sla;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All promises with their calendars, as they are in one edition.
 *
 * @param edition of {@code sla.edition}
 */
record PromiseBook(long edition, List<Offer> offers, Map<UUID, Offer> byPolicy) {

    /** What a promise is for; null: any. */
    record Subject(
            @Nullable String domain,
            @Nullable String market,
            @Nullable String severity,
            @Nullable UUID vendorId) {

        private boolean covers(Subject asked) {
            return covers(domain, asked.domain)
                    && covers(market, asked.market)
                    && covers(severity, asked.severity)
                    && covers(vendorId, asked.vendorId);
        }

        private static boolean covers(@Nullable Object wanted, @Nullable Object asked) {
            return wanted == null || wanted.equals(asked);
        }

        /** The number of conditions decides; of as many, the company's come first, then the market's, the domain's, the severity's. */
        private int weight() {
            return weight(vendorId, 8) + weight(market, 4) + weight(domain, 2) + weight(severity, 1);
        }

        private static int weight(@Nullable Object condition, int rank) {
            return condition == null ? 0 : 16 + rank;
        }
    }

    /**
     * A promise and when it holds.
     *
     * @param endsAt null: open
     */
    record Offer(
            SlaClockKind kind,
            SlaAgreement agreement,
            Subject subject,
            String key,
            Instant effectiveAt,
            @Nullable Instant endsAt,
            Promise promise) {

        Offer within(WorkingHours hours) {
            var measured =
                    new Promise(promise.policyId(), promise.target(), promise.imminent(), promise.pausesFor(), hours);
            return new Offer(kind, agreement, subject, key, effectiveAt, endsAt, measured);
        }

        boolean holds(SlaClockKind clock, SlaAgreement to, Instant at) {
            return kind == clock
                    && agreement == to
                    && !effectiveAt.isAfter(at)
                    && (endsAt == null || endsAt.isAfter(at));
        }
    }

    static final PromiseBook NONE = new PromiseBook(0, List.of(), Map.of());

    private static final Comparator<Offer> MOST_SPECIFIC = Comparator.comparingInt(
                    (Offer offer) -> offer.subject.weight())
            .thenComparing(Offer::key, Comparator.reverseOrder());

    static PromiseBook of(long edition, List<Offer> offers) {
        return new PromiseBook(
                edition,
                List.copyOf(offers),
                offers.stream()
                        .collect(Collectors.toUnmodifiableMap(
                                offer -> offer.promise().policyId(), Function.identity())));
    }

    Promise promise(UUID policyId) {
        return offer(policyId).promise();
    }

    Offer offer(UUID policyId) {
        return Objects.requireNonNull(byPolicy.get(policyId), () -> "no promise " + policyId);
    }

    /** The most specific one in force; of equals the first by key. */
    @Nullable
    Promise choose(SlaClockKind kind, SlaAgreement agreement, Instant at, Subject asked) {
        return offers.stream()
                .filter(offer -> offer.holds(kind, agreement, at) && offer.subject.covers(asked))
                .max(MOST_SPECIFIC)
                .map(Offer::promise)
                .orElse(null);
    }
}

package docket.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import docket.platform.http.HttpRefusal;
import java.net.Inet6Address;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Keeps those who make up tokens from the database, and those who make up JWTs from the processor. The form and the checksum of a token can be computed, and each further one costs a look-up: in vain
 * only so many are made in a second, for an address, and of tokens for all of them together. Beyond that nothing is looked up, whether there is such a token or not; who was
 * let in within the last hour is looked up all the same, and whoever is in memory is not looked up here at all.
 *
 * @param <K> a credential, not to be read back
 */
final class Strangers<K> {
    static final int OF_AN_ADDRESS = 20;
    /** A fraction of what two connections look up. Who has a hundred addresses keeps those out who were not let in lately, and nobody from the database. */
    static final int TOKENS_OF_ALL = 2_000;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST = 10_000;
    /** Where an address of the newer kind ends to be that of a network: whoever has one address there has all of them. */
    private static final int NETWORK_BYTES = 8;

    private static final String ALL = "all";

    /** As many as there are connections: those who wait for one hear that it is too much, rather than look up in vain in their turn. */
    private final Semaphore lookUps = new Semaphore(2, true);

    private final Cache<K, Boolean> letIn = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(Duration.ofHours(1))
            .build();
    private final Cache<K, Boolean> inVain;
    private final Cache<String, AtomicInteger> counts =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(SECOND).build();

    private final int ofAll;

    /**
     * @param believed how long nobody stays nobody
     * @param ofAll so many a second are looked up in vain for all addresses together
     */
    private Strangers(Duration believed, int ofAll) {
        this.ofAll = ofAll;
        this.inVain = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(believed)
                .build();
    }

    static <K> Strangers<K> withTokens(Duration believed) {
        return new Strangers<>(believed, TOKENS_OF_ALL);
    }

    /** A JWT is made anew every few minutes, so that nobody was let in with it lately; what is made up is told by the signature, without the database. */
    static <K> Strangers<K> withJwts(Duration believed) {
        return new Strangers<>(believed, Integer.MAX_VALUE);
    }

    /** @throws HttpRefusal when too many were looked up in vain */
    Known lookUp(K credential, String address, Supplier<Known> lookUp) throws HttpRefusal {
        if (inVain.getIfPresent(credential) != null) {
            return Known.NOBODY;
        }
        requireFew(credential, address);
        takePlace();
        try {
            // Those who waited for a place may have become too many.
            requireFew(credential, address);
            var known = lookUp.get();
            if (known == Known.NOBODY) {
                inVain.put(credential, true);
                countInVain(address);
            } else {
                letIn.put(credential, true);
            }
            return known;
        } catch (KeyUnknown mayBecomeKnown) {
            countInVain(address);
            throw mayBecomeKnown;
        } finally {
            lookUps.release();
        }
    }

    private void countInVain(String address) {
        count(ALL).incrementAndGet();
        count(network(address)).incrementAndGet();
    }

    private void takePlace() throws HttpRefusal {
        try {
            if (lookUps.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw HttpRefusal.unavailable("Callers cannot be looked up at the moment: try again", (int) SECOND.toMillis());
    }

    private void requireFew(K credential, String address) throws HttpRefusal {
        if (letIn.getIfPresent(credential) != null) {
            return;
        }
        if (count(ALL).get() >= ofAll || count(network(address)).get() >= OF_AN_ADDRESS) {
            throw HttpRefusal.tooMany(
                    "Too many unknown tokens came within a second: whoever was not let in lately has to wait",
                    (int) SECOND.toMillis());
        }
    }

    /** Begins anew a second after it has begun. */
    private AtomicInteger count(String whose) {
        return counts.get(whose, any -> new AtomicInteger());
    }

    private static String network(String text) {
        var address = AddressRange.address(text);
        return address instanceof Inet6Address
                ? Arrays.toString(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : String.valueOf(address);
    }
}

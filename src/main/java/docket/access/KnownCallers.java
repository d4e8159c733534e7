package docket.access;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import docket.platform.http.Admission;
import docket.platform.http.Callers;
import docket.platform.http.HttpRefusal;
import docket.platform.request.Caller;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells callers by their credentials. What was found out, also that there is nobody, is believed for less than five seconds, so that a revoked token
 * stops within them on every server; meanwhile it costs a hash. A credential in use is looked up again behind its requests.
 */
@Component
class KnownCallers implements Callers {
    private static final Duration BELIEVED = Duration.ofSeconds(4);
    private static final Duration LOOKED_UP_AGAIN = Duration.ofSeconds(2);
    private static final int MOST_KNOWN = 10_000;
    private static final int RETRY_AFTER_MS = 1_000;
    private static final int MILLIS = 1_000;

    private final TokenRepository repository;
    private final TokenUses uses;
    private final LoadingCache<OfToken, Known> tokens;
    private final LoadingCache<OfPerson, Known> persons;
    private final People people;
    private final Strangers<OfToken> strangers = Strangers.withTokens(BELIEVED);
    private final Strangers<ByteBuffer> strangePersons = Strangers.withJwts(BELIEVED);

    private record OfToken(TokenText.Kind kind, String publicId, ByteBuffer hash) {
        static OfToken of(TokenText token) {
            return new OfToken(token.kind(), token.publicId(), ByteBuffer.wrap(token.hash()));
        }
    }

    /** The same hash is the same JWT, which is compared by it alone. */
    private record OfPerson(ByteBuffer hash, String jwt) {
        static OfPerson of(String jwt) {
            return new OfPerson(ByteBuffer.wrap(TokenText.sha256(jwt)), jwt);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof OfPerson(var otherHash, var any) && hash.equals(otherHash);
        }

        @Override
        public int hashCode() {
            return hash.hashCode();
        }
    }

    KnownCallers(TokenRepository repository, TokenUses uses, People people) {
        this.repository = repository;
        this.uses = uses;
        this.people = people;
        this.tokens = remembered(this::lookUp);
        this.persons = remembered(person -> people.lookUp(person.jwt()));
    }

    private static <K> LoadingCache<K, Known> remembered(CacheLoader<K, Known> lookUp) {
        return Caffeine.newBuilder()
                .maximumSize(MOST_KNOWN)
                .expireAfterWrite(BELIEVED)
                .refreshAfterWrite(LOOKED_UP_AGAIN)
                .executor(Thread::startVirtualThread)
                .build(lookUp);
    }

    @Override
    public Admission admit(String credential, String address) throws HttpRefusal {
        var found = found(credential, address);
        var known = found.known();
        var now = Instant.now();
        var caller = known.caller();
        if (caller == null || !known.isGood(now, address)) {
            throw HttpRefusal.unauthenticated(
                    "The token is unknown, expired or revoked, or may not be used from this address",
                    found.refused(now));
        }
        if (known.token() != null) {
            uses.note(known.token(), now);
        }
        return new Admitted(caller, address, found);
    }

    /**
     * What a credential stood for, and where that is kept.
     *
     * @param name what it calls itself, as logs do; null: nothing
     * @param memory null: nowhere
     */
    private record Found(
            Known known, @Nullable String name, @Nullable Memory memory) {
        /** Who is refused, and why, for those who read logs; null: nothing is known of it. */
        @Nullable
        String refused(Instant now) {
            var whose = known.name() == null ? name : known.name();
            return whose == null ? null : whose + ": " + known.fault(now);
        }
    }

    /** What is known of one credential. */
    @FunctionalInterface
    private interface Memory {
        /** Null: what was known has become too old, and is being looked up. */
        @Nullable
        Known look();

        static <K> Memory of(LoadingCache<K, Known> cache, K key) {
            return () -> {
                var known = cache.getIfPresent(key);
                // Not a word of what comes of it: the next look finds it.
                var _ = known == null ? cache.refresh(key) : null;
                return known;
            };
        }
    }

    private static final class Admitted implements Admission {
        private final Caller caller;
        private final String address;
        private final @Nullable Memory memory;
        private volatile Known last;

        Admitted(Caller caller, String address, Found found) {
            this.caller = caller;
            this.address = address;
            this.memory = found.memory();
            this.last = found.known();
        }

        @Override
        public Caller caller() {
            return caller;
        }

        @Override
        public boolean hasEnded() {
            var news = memory == null ? null : memory.look();
            if (news != null) {
                last = news;
            }
            return !caller.equals(last.caller()) || !last.isGood(Instant.now(), address);
        }
    }

    private Found found(String credential, String address) throws HttpRefusal {
        try {
            var token = TokenText.parse(credential);
            if (token != null) {
                var key = OfToken.of(token);
                return new Found(token(key, address), "token " + key.publicId(), Memory.of(tokens, key));
            }
            if (People.isMeant(credential)) {
                var key = OfPerson.of(credential);
                return new Found(person(key, address), null, Memory.of(persons, key));
            }
            return new Found(Known.NOBODY, null, null);
        } catch (DataAccessException away) {
            throw HttpRefusal.unavailable("The database that knows the callers is away: try again", RETRY_AFTER_MS);
        } catch (KeyUnknown soon) {
            throw HttpRefusal.unavailable(
                    "The key that signed the token is not known here yet, and the provider's keys are read once in %1$d seconds: try again in %1$d s"
                            .formatted(People.BETWEEN_READS_MS / MILLIS),
                    People.BETWEEN_READS_MS);
        } catch (ProviderAway away) {
            throw HttpRefusal.unavailable("The provider where people sign in is away: try again", RETRY_AFTER_MS);
        }
    }

    private Known token(OfToken key, String address) throws HttpRefusal {
        var known = tokens.getIfPresent(key);
        if (known != null) {
            return known;
        }
        return strangers.lookUp(key, address, () -> {
            // Another request of the token may have been first.
            var meanwhile = tokens.getIfPresent(key);
            return meanwhile == null ? kept(tokens, key, lookUp(key)) : meanwhile;
        });
    }

    private Known person(OfPerson key, String address) throws HttpRefusal {
        var known = persons.getIfPresent(key);
        if (known != null) {
            return known;
        }
        return strangePersons.lookUp(key.hash(), address, () -> {
            var meanwhile = persons.getIfPresent(key);
            return meanwhile == null ? kept(persons, key, people.lookUp(key.jwt())) : meanwhile;
        });
    }

    /** Those who made up a token do not take the places of those who have one. */
    private static <K> Known kept(LoadingCache<K, Known> cache, K key, Known known) {
        if (known != Known.NOBODY) {
            cache.put(key, known);
        }
        return known;
    }

    private Known lookUp(OfToken key) {
        var token = repository.find(key.publicId());
        if (token == null
                || token.kind() != key.kind()
                || !MessageDigest.isEqual(token.secretHash(), key.hash().array())) {
            return Known.NOBODY;
        }
        return token.held().isValid(Instant.now()) ? Known.of(token) : Known.ended(token);
    }
}

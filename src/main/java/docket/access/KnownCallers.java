package docket.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import docket.platform.http.Callers;
import docket.platform.http.HttpRefusal;
import docket.platform.request.Caller;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import org.jooq.exception.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Tells callers by their credentials. What was found out, also that there is nobody, is believed for less than five seconds, so that a revoked token
 * stops within them on every server; meanwhile it costs a hash. A token in use is looked up again behind its requests.
 */
@Component
class KnownCallers implements Callers {
    private static final Duration BELIEVED = Duration.ofSeconds(4);
    private static final Duration LOOKED_UP_AGAIN = Duration.ofSeconds(2);
    private static final int MOST_KNOWN = 10_000;
    private static final int RETRY_AFTER_MS = 1_000;

    private final TokenRepository repository;
    private final TokenUses uses;
    private final People people;
    private final LoadingCache<Key, Known> tokens;
    private final Cache<ByteBuffer, Known> persons = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(BELIEVED)
            .build();

    private record Key(TokenText.Kind kind, String publicId, ByteBuffer hash) {
        static Key of(TokenText token) {
            return new Key(token.kind(), token.publicId(), ByteBuffer.wrap(token.hash()));
        }
    }

    KnownCallers(TokenRepository repository, TokenUses uses, People people) {
        this.repository = repository;
        this.uses = uses;
        this.people = people;
        this.tokens = Caffeine.newBuilder()
                .maximumSize(MOST_KNOWN)
                .expireAfterWrite(BELIEVED)
                .refreshAfterWrite(LOOKED_UP_AGAIN)
                .executor(Thread::startVirtualThread)
                .build(this::lookUp);
    }

    @Override
    public Caller of(String credential, String address) throws HttpRefusal {
        var known = known(credential);
        var now = Instant.now();
        var caller = known.caller();
        if (caller == null || !known.isGood(now, address)) {
            throw HttpRefusal.unauthenticated(
                    "The token is unknown, expired or revoked, or may not be used from this address", known.name());
        }
        if (known.token() != null) {
            uses.note(known.token(), now);
        }
        return caller;
    }

    private Known known(String credential) throws HttpRefusal {
        try {
            var token = TokenText.parse(credential);
            if (token != null) {
                return tokens.get(Key.of(token));
            }
            return People.isMeant(credential)
                    ? persons.get(hash(credential), any -> people.lookUp(credential))
                    : Known.NOBODY;
        } catch (DataAccessException away) {
            throw HttpRefusal.unavailable("The database that knows the callers is away: try again", RETRY_AFTER_MS);
        } catch (ProviderAway away) {
            throw HttpRefusal.unavailable("The provider where people sign in is away: try again", RETRY_AFTER_MS);
        }
    }

    private Known lookUp(Key key) {
        var token = repository.find(key.publicId());
        if (token == null
                || token.kind() != key.kind()
                || !MessageDigest.isEqual(token.secretHash(), key.hash().array())) {
            return Known.NOBODY;
        }
        return token.held().isValid(Instant.now()) ? Known.of(token) : Known.ended(token);
    }

    private static ByteBuffer hash(String credential) {
        return ByteBuffer.wrap(TokenText.sha256(credential));
    }
}

package docket.access;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.exception.DataAccessException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts the uses of tokens, and writes them down once a minute, behind the requests. A server that is killed forgets a minute. */
@Component
@EnableScheduling
class TokenUses implements DisposableBean {
    private static final System.Logger LOG = System.getLogger(TokenUses.class.getName());

    private final TokenRepository tokens;
    private final ConcurrentHashMap<UUID, Uses> unwritten = new ConcurrentHashMap<>();

    private record Uses(long count, Instant last) {
        Uses plus(Uses more) {
            return new Uses(count + more.count, more.last.isAfter(last) ? more.last : last);
        }
    }

    TokenUses(TokenRepository tokens) {
        this.tokens = tokens;
    }

    void note(UUID token, Instant at) {
        unwritten.merge(token, new Uses(1, at), Uses::plus);
    }

    @Scheduled(
            fixedDelayString = "${docket.access.write-uses-every:60s}",
            initialDelayString = "${docket.access.write-uses-every:60s}")
    void write() {
        for (var token : unwritten.keySet()) {
            var uses = unwritten.remove(token);
            if (uses != null && !isWritten(token, uses)) {
                return;
            }
        }
    }

    private boolean isWritten(UUID token, Uses uses) {
        try {
            tokens.addUses(token, uses.count(), uses.last());
            return true;
        } catch (DataAccessException away) {
            unwritten.merge(token, uses, Uses::plus);
            LOG.log(System.Logger.Level.DEBUG, "uses of tokens are written later", away);
            return false;
        }
    }

    @Override
    public void destroy() {
        write();
    }
}

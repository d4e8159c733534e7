package docket.platform.mutation;

import docket.platform.audit.Actor;
import docket.platform.request.Arguments;
import docket.platform.request.Caller;
import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import docket.platform.sql.DatabaseFault;
import docket.platform.sql.Write;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Runs a mutation: in one transaction it is signed for the audit, claims the key that its caller gave it, writes, and leaves its answer for whoever
 * sends it again.
 */
@Component
public class Mutations {
    static final String KEY = "idempotencyKey";
    private static final Pattern KEY_FORM = Pattern.compile("[!-~]{1,100}");
    private static final String LIMITS =
            "select set_config('lock_timeout', '3s', true), set_config('statement_timeout', '5s', true), set_config('transaction_timeout', '10s', true)";

    /** As {@code transaction_timeout}: who has taken so long is not tried again. */
    private static final long MOST_NANOS = Duration.ofSeconds(10).toNanos();

    private static final String TRANSACTION_TIMEOUT = "25P04";
    private static final String LOCK_TIMEOUT = "55P03";
    private static final String QUERY_CANCELED = "57014";
    /** Serialization failure, deadlock. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    /**
     * What a trigger refused though the mutation's own check had let it through: that was changed, or ran out, in between, and the next attempt's check
     * says so. Refused again it is a fault of ours, which another try would meet too.
     */
    private static final String REFUSED = "23001";

    /** How often a mutation is tried that gets in the way of others. */
    private static final int MOST_ATTEMPTS = 3;

    private static final int RETRY_AFTER_MS = 1_000;

    private final DSLContext sql;

    Mutations(DSLContext sql) {
        this.sql = sql;
    }

    /** @param field its name in the schema */
    public Payload run(String field, Mutation mutation, Caller caller, String requestId, Arguments arguments) {
        if (caller.kind() == Caller.Kind.SERVER) {
            throw new IllegalStateException("Docket sends no mutations to itself");
        }
        var input = new Arguments(arguments.object("input"));
        requireStorable(input.values(), "input");
        var claim =
                new IdempotencyRepository.Claim(caller.id(), key(input), field, PayloadHash.of(field, input.values()));
        var began = System.nanoTime();
        var wasRefused = false;
        for (var attempt = 1; ; attempt++) {
            try {
                var actor = Actor.of(caller, requestId).because(Reason.of(input));
                return sql.transactionResult(transaction -> {
                    begin(transaction, actor);
                    return run(mutation, claim, new MutationCall(caller, requestId, input, transaction.dsl()));
                });
            } catch (Refusal refused) {
                return Payload.refused(refused);
            } catch (DataAccessException failed) {
                var isRefused = REFUSED.equals(failed.sqlState());
                var isLate = System.nanoTime() - began > MOST_NANOS;
                var maySucceed = isRefused && !wasRefused || CONFLICTS.contains(failed.sqlState());
                if (attempt == MOST_ATTEMPTS || isLate || !maySucceed) {
                    throw answerTo(failed);
                }
                wasRefused = isRefused;
                // Another transaction was let through, this one is undone as a whole: the next attempt finds what that
                // one left.
            }
        }
    }

    private static String key(Arguments input) {
        var key = input.string(KEY);
        if (!KEY_FORM.matcher(key).matches()) {
            throw GraphException.badInput(
                    "input." + KEY,
                    "The key has 1 to 100 characters of printable ASCII without spaces, such as a UUID");
        }
        return key;
    }

    private static void requireStorable(@Nullable Object value, String path) {
        switch (value) {
            case Map<?, ?> fields -> fields.forEach((name, field) -> requireStorable(field, path + "." + name));
            case List<?> elements -> {
                for (var place = 0; place < elements.size(); place++) {
                    requireStorable(elements.get(place), path + "." + place);
                }
            }
            case String text
            when text.indexOf('\0') >= 0 ->
                throw GraphException.badInput(path, "'%s' takes no null character".formatted(path));
            case null, default -> {
                // of a kind that can be stored
            }
        }
    }

    private static void begin(Configuration transaction, Actor actor) {
        Write.run(transaction.dsl(), LIMITS);
        actor.sign(transaction.dsl());
    }

    private static Payload run(Mutation mutation, IdempotencyRepository.Claim claim, MutationCall call) {
        var answered = claim(claim, call.sql());
        if (answered != null) {
            return Payload.repeated(answered);
        }
        var done = mutation.run(call);
        IdempotencyRepository.keep(call.sql(), claim, new IdempotencyRepository.Answer(done.ids(), done.facts()));
        return Payload.of(done);
    }

    private static IdempotencyRepository.@Nullable Answer claim(IdempotencyRepository.Claim claim, DSLContext sql) {
        try {
            return IdempotencyRepository.claim(sql, claim);
        } catch (DataAccessException failed) {
            if (LOCK_TIMEOUT.equals(failed.sqlState())) {
                throw new GraphException(
                        ErrorCode.IDEMPOTENCY_IN_PROGRESS,
                        "The same mutation is still running: wait for it, or send it again a little later",
                        Map.of("retryAfterMs", RETRY_AFTER_MS));
            }
            throw failed;
        }
    }

    private static RuntimeException answerTo(DataAccessException failed) {
        var state = failed.sqlState();
        if (QUERY_CANCELED.equals(state) || TRANSACTION_TIMEOUT.equals(state)) {
            return new GraphException(ErrorCode.QUERY_TIMEOUT, "The mutation took too long; nothing was changed");
        }
        if (LOCK_TIMEOUT.equals(state) || CONFLICTS.contains(state)) {
            return new GraphException(
                    ErrorCode.CONFLICT,
                    "Somebody else is changing the same; nothing was changed: try again",
                    Map.of("retryAfterMs", RETRY_AFTER_MS));
        }
        var cause = failed.getCause(SQLException.class);
        if (cause != null && DatabaseFault.isAway(cause)) {
            return new GraphException(
                    ErrorCode.UNAVAILABLE,
                    "The database does not answer at the moment: send the mutation again with the same key, which does it once",
                    Map.of("retryAfterMs", RETRY_AFTER_MS));
        }
        return failed;
    }
}

package docket.platform.schedule;

import docket.platform.audit.Actor;
import docket.platform.sql.DatabaseFault;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** How a sweep writes: in transactions of Docket's own, signed for the audit, that wait for nobody long and do so much at a time. */
public final class Rounds {
    private static final System.Logger LOG = System.getLogger(Rounds.class.getName());
    private static final String LIMITS = "set local lock_timeout = '3s'; set local statement_timeout = '30s'";

    /** More of them in one turn are no bad rows any more, but something that another turn meets too. */
    private static final int MOST_FAILURES = 100;

    private Rounds() {}

    /** Finds what is due. */
    @FunctionalInterface
    public interface Due {
        /**
         * Locks what it finds, and passes over what others hold.
         *
         * @param most of them
         * @param without what has failed in this turn
         */
        List<UUID> find(DSLContext transaction, int most, Collection<UUID> without);
    }

    public static <T extends @Nullable Object> T transaction(DSLContext sql, Function<DSLContext, T> work) {
        return sql.transactionResult(configuration -> {
            var transaction = configuration.dsl();
            transaction.execute(LIMITS);
            Actor.DOCKET.sign(transaction);
            return work.apply(transaction);
        });
    }

    /**
     * A transaction for each round, until less than a whole one is left.
     *
     * @param atOnce how many a round does at most
     * @param round says how many it did
     */
    public static void repeat(DSLContext sql, int atOnce, ToIntFunction<DSLContext> round) {
        while (transaction(sql, round::applyAsInt) == atOnce) {
            // there may be more
        }
    }

    /**
     * Does something to each thing that is due, so many in a transaction. Where one of them fails, they are done one by one: it is told to the log, by
     * its id, and stays for the next turn, and the others are done.
     *
     * @param work on what was found, in the transaction that has locked it
     */
    public static void each(DSLContext sql, String what, int atOnce, Due due, BiConsumer<DSLContext, List<UUID>> work) {
        var failed = new ArrayList<UUID>();
        for (var found = atOnce; found == atOnce && failed.size() < MOST_FAILURES; ) {
            try {
                found = transaction(sql, transaction -> {
                    var ids = due.find(transaction, atOnce, failed);
                    if (!ids.isEmpty()) {
                        work.accept(transaction, ids);
                    }
                    return ids.size();
                });
            } catch (RuntimeException together) {
                if (isAway(together)) {
                    throw together;
                }
                found = oneByOne(sql, what, atOnce, due, work, failed);
            }
        }
    }

    private static int oneByOne(
            DSLContext sql,
            String what,
            int most,
            Due due,
            BiConsumer<DSLContext, List<UUID>> work,
            List<UUID> failed) {
        for (var done = 0; done < most && failed.size() < MOST_FAILURES; done++) {
            var at = new ArrayList<UUID>(1);
            try {
                transaction(sql, transaction -> {
                    at.addAll(due.find(transaction, 1, failed));
                    if (!at.isEmpty()) {
                        work.accept(transaction, at);
                    }
                    return at;
                });
            } catch (RuntimeException alone) {
                if (at.isEmpty() || isAway(alone)) {
                    throw alone;
                }
                LOG.log(
                        System.Logger.Level.ERROR,
                        "%s leaves %s for its next turn".formatted(what, at.getFirst()),
                        alone);
                failed.addAll(at);
            }
            if (at.isEmpty()) {
                return done;
            }
        }
        return most;
    }

    private static boolean isAway(RuntimeException failed) {
        return failed instanceof DataAccessException fault
                && fault.getCause(SQLException.class) instanceof SQLException cause
                && DatabaseFault.isAway(cause);
    }
}

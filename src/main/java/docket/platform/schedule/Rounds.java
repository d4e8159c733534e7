package docket.platform.schedule;

import docket.platform.audit.Actor;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** How a sweep writes: in transactions of Docket's own, signed for the audit, that wait for nobody long and do so much at a time. */
public final class Rounds {
    private static final String LIMITS = "set local lock_timeout = '3s'; set local statement_timeout = '30s'";

    private Rounds() {}

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
}

package docket.platform.sql;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An answer of the database that is waited for by whoever wants it first; what was asked before and after goes along. Not for several threads. */
public final class Later<T> {
    private @Nullable Supplier<? extends T> pending;
    private @Nullable T answer;

    Later(Supplier<? extends T> answer) {
        this.pending = answer;
    }

    /** What is known without asking. */
    public static <T> Later<T> known(T value) {
        return new Later<>(() -> value);
    }

    /** @throws org.jooq.exception.DataAccessException when a statement has failed that went along, however often it is asked */
    @SuppressWarnings("NullAway") // null only where T is
    public T get() {
        if (pending != null) {
            answer = pending.get();
            pending = null;
        }
        return answer;
    }

    /** @param made once, when it is wanted */
    public <U> Later<U> map(Function<? super T, ? extends U> made) {
        return new Later<>(() -> made.apply(get()));
    }
}

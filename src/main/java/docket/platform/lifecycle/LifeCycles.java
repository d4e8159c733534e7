package docket.platform.lifecycle;

import static docketdb.platform.Tables.LIFE_CYCLE_TRANSITION;

import docket.platform.request.Scope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.Record5;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The life cycles, by their names. Migrations alone change them, so each is read once. */
@Component
public class LifeCycles {
    private final DSLContext sql;
    private final Map<String, LifeCycle> known = new ConcurrentHashMap<>();

    LifeCycles(DSLContext sql) {
        this.sql = sql;
    }

    public LifeCycle of(String machine) {
        return known.computeIfAbsent(machine, this::read);
    }

    private LifeCycle read(String machine) {
        var t = LIFE_CYCLE_TRANSITION;
        return new LifeCycle(sql.select(t.FROM_STATE, t.EVENT, t.TO_STATE, t.GUARD, t.SCOPE)
                .from(t)
                .where(t.MACHINE.eq(machine))
                .orderBy(t.FROM_STATE, t.EVENT, t.TO_STATE)
                .fetch(LifeCycles::transition));
    }

    private static Transition transition(Record5<String, String, String, String, String> row) {
        return new Transition(row.value1(), row.value2(), row.value3(), row.value4(), scope(row.value5()));
    }

    private static @Nullable Scope scope(@Nullable String name) {
        return name == null ? null : Scope.valueOf(name);
    }
}

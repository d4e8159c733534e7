package docket.platform.lifecycle;

import static docketdb.platform.Tables.LIFE_CYCLE_TRANSITION;

import docket.platform.request.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * The life cycles, by their names. Migrations alone change them, so all are read once, at the start: who asks has a connection already, and must not
 * wait for another.
 */
@Component
public class LifeCycles implements SmartInitializingSingleton {
    private final DSLContext sql;
    private Map<String, LifeCycle> known = Map.of();

    LifeCycles(DSLContext sql) {
        this.sql = sql;
    }

    /** Not before: the schema of the graph is wired while the database is migrated. */
    @Override
    public void afterSingletonsInstantiated() {
        known = read(sql);
    }

    public LifeCycle of(String machine) {
        return Objects.requireNonNull(known.get(machine), machine);
    }

    private static Map<String, LifeCycle> read(DSLContext sql) {
        var t = LIFE_CYCLE_TRANSITION;
        var lifeCycles = new HashMap<String, LifeCycle>();
        sql.select(t.FROM_STATE, t.EVENT, t.TO_STATE, t.GUARD, t.SCOPE, t.MACHINE)
                .from(t)
                .orderBy(t.MACHINE, t.FROM_STATE, t.EVENT, t.TO_STATE)
                .fetchGroups(t.MACHINE, LifeCycles::transition)
                .forEach((machine, transitions) -> lifeCycles.put(machine, new LifeCycle(transitions)));
        return Map.copyOf(lifeCycles);
    }

    private static Transition transition(Record row) {
        var t = LIFE_CYCLE_TRANSITION;
        return new Transition(
                row.get(t.FROM_STATE),
                row.get(t.EVENT),
                row.get(t.TO_STATE),
                row.get(t.GUARD),
                scope(row.get(t.SCOPE)));
    }

    private static @Nullable Scope scope(@Nullable String name) {
        return name == null ? null : Scope.valueOf(name);
    }
}

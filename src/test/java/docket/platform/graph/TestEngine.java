package docket.platform.graph;

import docket.platform.budget.Budget;
import docket.platform.sql.Db;
import docket.platform.sql.Watchdog;
import docket.testing.TestLimits;
import java.time.Duration;
import java.util.function.Supplier;

/** An engine without an application: nobody's points are counted. */
public final class TestEngine {
    private static final Watchdog WATCHDOG = new Watchdog();

    private TestEngine() {}

    public static GraphEngine of(WiredSchema schema, Supplier<Db> databases, long cost) {
        var bounds = new GraphEngine.Bounds(TestLimits.of(cost), Budget.UNLIMITED, WATCHDOG, Duration.ofSeconds(5));
        return new GraphEngine(schema, caller -> databases.get(), null, note -> {}, bounds);
    }
}

package docket.platform.graph;

import docket.platform.budget.Budget;
import docket.platform.sql.Db;
import docket.platform.sql.Watchdog;
import docket.testing.TestLimits;
import java.time.Duration;
import java.util.function.Supplier;

/** An engine without an application: nobody's points are counted. */
final class TestEngine {
    private static final Watchdog WATCHDOG = new Watchdog();

    private TestEngine() {}

    static GraphEngine of(WiredSchema schema, Supplier<Db> databases, long cost) {
        return new GraphEngine(
                schema, databases, TestLimits.of(cost), Budget.UNLIMITED, WATCHDOG, Duration.ofSeconds(5));
    }
}

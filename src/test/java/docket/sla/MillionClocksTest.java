package docket.sla;

import static org.assertj.core.api.Assertions.assertThat;

import docket.demo.DemoLoader;
import docket.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A million clocks replayed takes seconds: {@code -Ddocket.replay.cases=560000} makes about a million, which takes minutes to load. */
@EnabledIfSystemProperty(named = "docket.replay.cases", matches = "\\d+")
class MillionClocksTest {
    private static final System.Logger LOG = System.getLogger(MillionClocksTest.class.getName());

    @Test
    void areReplayedInSeconds() {
        var database = TestPostgres.database("test_million_clocks");
        DemoLoader.load(database.dataSource(), Integer.getInteger("docket.replay.cases"), progress -> {});
        var sql = database.owner();
        sql.execute("analyze");
        for (var round = 0; round < 3; round++) {
            var began = System.nanoTime();
            var result = sql.transactionResult(transaction -> {
                VerifyClocksRepository.begin(transaction.dsl());
                return VerifyClocks.run(transaction.dsl(), fault -> LOG.log(System.Logger.Level.ERROR, fault));
            });
            LOG.log(System.Logger.Level.WARNING, "{0} in {1} s", result, (System.nanoTime() - began) / 1e9);
            assertThat(result.faults()).isZero();
        }
    }
}

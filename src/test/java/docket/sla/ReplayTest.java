package docket.sla;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.TestDatabase;
import java.util.ArrayList;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two years of made-up cases: each clock stands as its events tell. */
@DocketTest(demoCases = 20_000)
class ReplayTest {
    @Autowired
    TestDatabase database;

    private DSLContext sql;

    @BeforeEach
    void connect() {
        sql = database.owner();
    }

    @Test
    void everyClockStandsAsItsEventsTell() {
        var faults = new ArrayList<ClockFault>();
        var result = verify(faults);
        assertThat(faults).isEmpty();
        assertThat(result.cases()).isEqualTo(20_000);
        assertThat(result.clocks()).isGreaterThan(35_000);
    }

    private VerifyClocks.Result verify(ArrayList<ClockFault> faults) {
        return sql.transactionResult(transaction -> {
            VerifyClocksRepository.begin(transaction.dsl());
            return VerifyClocks.run(transaction.dsl(), faults::add);
        });
    }
}

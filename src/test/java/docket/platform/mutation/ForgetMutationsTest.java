package docket.platform.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.TestPostgres;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** Keys are kept for two days, and no longer. */
class ForgetMutationsTest {
    @Test
    void forgetsWhatIsTwoDaysOld() {
        var sql = DSL.using(TestPostgres.database("test_forget").dataSource(), SQLDialect.POSTGRES);
        sql.execute("""
                insert into platform.idempotency (caller, key, mutation, payload_hash, created_at)
                select 'somebody', 'key-' || hours, 'createToken', sha256(''), now() - make_interval(hours => hours)
                from generate_series(1, 100) hours""");
        // As many as two turns of a busy hour, at once.
        sql.execute("""
                insert into platform.idempotency (caller, key, mutation, payload_hash, created_at)
                select 'a benchmark', 'old-' || n, 'createToken', sha256(''), now() - interval '49 hours' from generate_series(1, 25000) n""");
        new ForgetMutations(sql).forget();
        assertThat(sql.fetch("select max(substr(key, 5)::int), count(*) from platform.idempotency")
                        .getFirst()
                        .intoList())
                .hasToString("[47, 47]");
    }
}

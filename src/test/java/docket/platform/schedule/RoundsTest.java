package docket.platform.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.sql.Transactions;
import docket.testing.TestPostgres;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** What is due is done though one of it cannot be. */
class RoundsTest {
    private static final int AT_ONCE = 4;

    private final DSLContext sql =
            Transactions.of(TestPostgres.database("test_rounds").dataSource());

    @Test
    void oneThatFailsDoesNotStopTheOthers() {
        sql.execute("create table public.thing (id uuid primary key, done boolean not null default false)");
        sql.execute("insert into public.thing (id) select uuidv7() from generate_series(1, 11)");
        var bad = sql.fetchSingle("select id from public.thing order by id offset 1 limit 1")
                .get(0, UUID.class);
        Rounds.each(sql, "things", AT_ONCE, RoundsTest::due, (transaction, ids) -> {
            if (ids.contains(bad)) {
                throw new IllegalStateException("this one never works");
            }
            transaction.execute(
                    "update public.thing set done = true where id = any (?)", (Object) ids.toArray(UUID[]::new));
        });
        assertThat(sql.fetch("select id from public.thing where not done").getValues(0, UUID.class))
                .containsExactly(bad);
    }

    private static List<UUID> due(DSLContext transaction, int most, Collection<UUID> without) {
        return transaction
                .fetch(
                        "select id from public.thing where not done and id <> all (?) order by id limit ? for update skip locked",
                        without.toArray(UUID[]::new),
                        most)
                .getValues(0, UUID.class);
    }
}

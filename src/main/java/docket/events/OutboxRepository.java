package docket.events;

import docket.platform.sql.Write;
import org.jooq.DSLContext;

/** All SQL about the outbox. */
final class OutboxRepository {
    private OutboxRepository() {}

    /** @return how many entries were numbered; as many as it may be: there may be more */
    static int number(DSLContext sql, int most) {
        return Write.rows(sql, "select events.number_entries(?)", row -> row.getInt(1), most)
                .getFirst();
    }
}

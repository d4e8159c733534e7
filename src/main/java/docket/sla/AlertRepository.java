package docket.sla;

import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Raises alerts. */
final class AlertRepository {
    /** Clocks that one statement moves on. */
    static final int BATCH = 1_000;

    /** A clock that another transaction is just writing is left for the next turn, which comes soon. */
    private static final String RAISE = """
            with due as (
                select k.id, case when k.due_at < {0} then 'BREACHING' else 'IMMINENT' end as status
                from sla.sla_clock k join sla.sla_policy p on p.id = k.sla_policy_id
                where k.stopped_at is null and k.status in ('RUNNING', 'IMMINENT')
                    and k.due_at <= {0} + make_interval(mins => (select max(imminent_minutes) from sla.sla_policy))
                    and (k.status in ('RUNNING', 'IMMINENT') and k.due_at < {0}
                         or k.status = 'RUNNING' and k.due_at <= {0} + make_interval(mins => p.imminent_minutes))
                order by k.due_at, k.id
                limit {1}
                for no key update of k skip locked),
            moved as (
                update sla.sla_clock k set status = d.status, version = k.version + 1
                from due d where k.id = d.id
                returning k.id, k.sla_policy_id, k.status, k.due_at, k.case_id, k.vendor_id, k.market),
            alerted as (
                insert into sla.clock_alert (sla_clock_id, kind, due_at, occurred_at, raised_at, case_id, vendor_id, market)
                select c.id, a.kind, c.due_at, a.occurred_at, {0}, c.case_id, c.vendor_id, c.market
                from moved c join sla.sla_policy p on p.id = c.sla_policy_id cross join lateral (%s) a
                on conflict do nothing)
            select count(*) from moved
            """.formatted(CaseClockRepository.ALERTS);

    private AlertRepository() {}

    /** @return how many clocks have moved on, {@link #BATCH} at most */
    static int raise(DSLContext sql, Instant now) {
        return sql.fetchSingle(RAISE, DSL.val(now), DSL.val(BATCH)).get(0, Integer.class);
    }
}

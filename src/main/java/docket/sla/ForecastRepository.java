package docket.sla;

import docket.platform.graph.FieldCall;
import docket.platform.request.GraphException;
import docket.platform.sql.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** {@code Queue.breachForecast}: one statement for all queues, over their open cases. */
final class ForecastRepository {
    private static final int HOURS = 24;
    private static final int MOST_HOURS = 168;

    private static final Sql COUNTS = Sql.of(DSL.resultQuery(
            """
            select c.queue_id,
                case when k.due_at = 'infinity' then -2
                     when k.due_at < now() then -1
                     else least(floor(extract(epoch from k.due_at - now()) / 3600), 100000)::int end as hour,
                count(*)::int, now()
            from cases.moderation_case c
                join sla.sla_clock k on k.case_id = c.id and k.stopped_at is null and k.clock_kind = {1} and k.agreement = {2}
            where c.queue_id = any ({0})
                and c.state in ('RECEIVED', 'QUEUED', 'IN_REVIEW', 'ON_HOLD', 'ESCALATED', 'PENDING_APPROVAL', 'DECIDED')
            group by 1, 2
            """, Sql.keys(), Sql.value("kind", SQLDataType.VARCHAR), Sql.value("agreement", SQLDataType.VARCHAR)));

    private ForecastRepository() {}

    /** Of each queue that is asked for. */
    static Map<UUID, BreachForecast> forecast(Collection<UUID> queues, FieldCall call) {
        var hours = hours(call);
        var values = new HashMap<String, Object>(Sql.keys(queues));
        values.put("kind", call.arguments().string("clockKind"));
        values.put("agreement", call.arguments().string("agreement"));
        var counts = new HashMap<UUID, Map<Integer, Integer>>();
        var now = new Instant[] {Instant.now()};
        call.db().each(COUNTS, values, row -> {
            now[0] = ClockRows.required(row, 4);
            counts.computeIfAbsent(ClockRows.id(row, 1), any -> new HashMap<>()).put(row.getInt(2), row.getInt(3));
        });
        var forecasts = new HashMap<UUID, BreachForecast>();
        for (var queue : queues) {
            forecasts.put(queue, BreachForecast.of(now[0], counts.getOrDefault(queue, Map.of()), hours));
        }
        return forecasts;
    }

    private static int hours(FieldCall call) {
        var hours = Objects.requireNonNullElse(call.arguments().optionalInt("hours"), HOURS);
        if (hours < 1 || hours > MOST_HOURS) {
            throw GraphException.badInput("hours", "'hours' takes 1 to %d, not %d".formatted(MOST_HOURS, hours));
        }
        return hours;
    }
}

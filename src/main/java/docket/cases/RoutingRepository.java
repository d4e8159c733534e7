package docket.cases;

import docket.platform.sql.Db;
import docket.platform.sql.Write;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** All SQL about routing: some hundred rules and queues at most, read whole. */
final class RoutingRepository {
    private static final String RULES = """
            select %s, %s
            from cases.routing_rule_version join cases.queue on queue.id = routing_rule_version.queue_id
            where routing_rule_version.effective_at <= ? and (routing_rule_version.ends_at is null or routing_rule_version.ends_at > ?)
            order by routing_rule_version.rank, routing_rule_version.key
            """.formatted(
                    CaseRepository.ROUTING_RULES.entity().columnList(),
                    CaseRepository.QUEUES.entity().columnList());

    private static final String QUEUES = "select %s from cases.queue where queue.domain = ? order by queue.key"
            .formatted(CaseRepository.QUEUES.entity().columnList());

    private static final int RULE_WIDTH =
            CaseRepository.ROUTING_RULES.entity().columns().size();

    private RoutingRepository() {}

    static List<Routing.Rule> rules(DSLContext sql, Instant at) {
        return Write.rows(sql, RULES, RoutingRepository::rule, at, at);
    }

    static List<Routing.Rule> rules(Db db, Instant at) {
        return db.list(DSL.resultQuery(RULES, at, at), RoutingRepository::rule);
    }

    static List<Queue> queues(DSLContext sql, String domain) {
        return Write.rows(sql, QUEUES, row -> CaseRepository.QUEUES.entity().read(row, 0), domain);
    }

    static List<Queue> queues(Db db, String domain) {
        return db.list(
                DSL.resultQuery(QUEUES, domain),
                row -> CaseRepository.QUEUES.entity().read(row, 0));
    }

    private static Routing.Rule rule(ResultSet row) throws SQLException {
        return new Routing.Rule(
                CaseRepository.ROUTING_RULES.entity().read(row, 0),
                CaseRepository.QUEUES.entity().read(row, RULE_WIDTH));
    }
}

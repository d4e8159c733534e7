package docket.decisions;

import static docket.decisions.Desk.action;
import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.TestDatabase;
import docket.testing.TestPostgres;
import docket.testing.Workplace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * Whoever decides anew and whoever changes measures by their times wait for each other, and never in a circle. The other one is played by a connection
 * that notices a deadlock before the application does, so that it is the one that fails.
 */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LockOrderTest {
    @Autowired
    TestDatabase database;

    @Autowired
    Workplace house;

    private Desk desk;

    @BeforeAll
    void setUp() {
        desk = new Desk(house);
        house.run("""
                insert into decisions.approval_rule (kind, reach_from, effective_at) values ('LISTING_REMOVAL', 0, now())""");
    }

    /** Decided once, with points taken from the seller; held by Bea, who decides it anew. */
    private Desk.Held decidedBefore(String listing) {
        var held = desk.claimed(listing, "Ann");
        desk.decide(held, "Ann", "VIOLATION", "actions", List.of(action("HEALTH_POINTS", "points", 5)));
        desk.reopen(held, "QA_ERROR");
        return desk.claim("Bea");
    }

    /** What is done at the same time as somebody locks and changes two things, of which the first is the one that both want. */
    private JsonNode meanwhile(Callable<JsonNode> deciding, String first, String then) throws Exception {
        try (var other = TestPostgres.superuser(database);
                var thread = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            run(other, "set deadlock_timeout = '20ms'");
            run(
                    other,
                    "select set_config('docket.actor', 'a-test', true), set_config('docket.actor_kind', 'COMMAND', true)");
            run(other, first);
            var decided = thread.submit(deciding);
            awaitThatItWaits(other);
            run(other, then);
            other.commit();
            return decided.get();
        }
    }

    /** The one that was decided before. */
    private String measure(Desk.Held held) {
        return house.value("""
                select a.id from decisions.enforcement_action a join decisions.decision d on d.id = a.decision_id
                where d.case_id = '%s' and a.state = 'ACTIVE'""".formatted(held.uuid()));
    }

    /** As it ends by its time, in two steps. */
    private JsonNode whileItEnds(String measure, Callable<JsonNode> deciding) throws Exception {
        return meanwhile(
                deciding,
                "select from decisions.enforcement_action where id = '%s' for no key update".formatted(measure),
                "update decisions.enforcement_action set state = 'EXPIRED', version = version + 1 where id = '%s'"
                        .formatted(measure));
    }

    private static void run(Connection connection, String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static void awaitThatItWaits(Connection held) throws SQLException, InterruptedException {
        try (var waiting = held.prepareStatement(
                "select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid))")) {
            while (!waiting.executeQuery().next()) {
                Thread.sleep(5);
            }
        }
    }

    @Test
    void aDecisionThatEndsAMeasureHasNotItsSellerYet() throws Exception {
        var held = decidedBefore(house.listing("DE"));
        var decided = whileItEnds(
                measure(held),
                () -> desk.decide(held, "Bea", "VIOLATION", "actions", List.of(action("HEALTH_POINTS", "points", 1))));
        assertThat(decided.at("/case/state").asString()).isEqualTo("DECIDED");
    }

    @Test
    void anApprovalThatEndsAMeasureHasNotItsSellerYet() throws Exception {
        var held = decidedBefore(house.listing("DE"));
        var proposed = desk.decide(
                held,
                "Bea",
                "VIOLATION",
                "actions",
                List.of(action("LISTING_REMOVAL"), action("HEALTH_POINTS", "points", 1)));
        var approved = whileItEnds(measure(held), () -> desk.approve(proposed, "Max"));
        assertThat(approved.at("/case/state").asString()).isEqualTo("DECIDED");
    }

    @Test
    void aDecisionHoldsSellersBeforeListings() throws Exception {
        var listing = house.listing("DE");
        var held = decidedBefore(listing);
        var decided = meanwhile(
                () -> desk.decide(held, "Bea", "VIOLATION", "actions", List.of(action("LISTING_FREEZE"))),
                "select from subjects.seller where external_ref = 'de-1' for no key update",
                "select from subjects.product_listing where id = '%s' for no key update"
                        .formatted(Workplace.uuid(listing)));
        assertThat(decided.at("/case/state").asString()).isEqualTo("DECIDED");
    }
}

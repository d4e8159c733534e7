package docket.cases;

import static docket.testing.Workplace.caseOf;
import static docket.testing.Workplace.code;
import static docket.testing.Workplace.held;
import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Workplace;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** Queues that ask for a certification are worked by those who have one in force. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CertificationTest {
    private static final String CLAIM = "case { id } lease { token }";

    @Autowired
    GraphClient client;

    @Autowired
    Workplace house;

    private GraphClient ann;

    @BeforeAll
    void openTheHouse() {
        ann = house.as("Ann");
    }

    @BeforeEach
    void annIsCertifiedAndACaseWaits() {
        house.run("""
                select set_config('docket.bulk_load', 'on', true);
                update cases.queue set certified = key = 'listings-de';
                delete from vendors.certification;
                insert into vendors.certification (reviewer_id, domain, issued_at, expires_at)
                select id, 'PRODUCT_LISTING', now() - interval '300 days', now() + interval '65 days' from vendors.reviewer where name = 'Ann';
                insert into vendors.certification (reviewer_id, domain, issued_at, expires_at)
                select id, 'SELLER', now() - interval '300 days', now() + interval '65 days' from vendors.reviewer where name = 'Bea';
                update cases.moderation_case set state = 'CANCELLED' where state = 'QUEUED'""");
        house.fill("listings-de", 1);
    }

    private Map<String, Object> inQueue() {
        return Map.of("queue", house.queue("listings-de"));
    }

    private void annLosesHers(String how) {
        house.run("update vendors.certification set %s where domain = 'PRODUCT_LISTING'".formatted(how));
    }

    private static final String EXPIRED =
            "issued_at = now() - interval '2 years', expires_at = now() - interval '1 second'";
    private static final String REVOKED = "revoked_at = now(), revoked_reason = 'Two critical errors'";

    @Test
    void showsWhatQueuesAskForAndPeopleHave() {
        var queue = client.execute(
                "{ queues(filter: {isCertified: {eq: true}}) { nodes { key isCertified } totalCount { value } } }");
        assertThat(queue.data("queues/nodes/0/key").asString()).isEqualTo("listings-de");
        assertThat(queue.data("queues/totalCount/value").asInt()).isEqualTo(1);
        assertThat(state()).isEqualTo("VALID");
        annLosesHers("expires_at = now() + interval '29 days'");
        assertThat(state()).isEqualTo("EXPIRING");
        annLosesHers(EXPIRED);
        assertThat(state()).isEqualTo("EXPIRED");
        annLosesHers("issued_at = now() - interval '1 year', expires_at = now() + interval '1 year', " + REVOKED);
        assertThat(state()).isEqualTo("REVOKED");
    }

    private String state() {
        return client.execute(
                        "query ($id: ID!) { reviewer(id: $id) { certifications { domain state reviewer { id } } } }",
                        Map.of("id", house.person("Ann")))
                .data("reviewer/certifications/0/state")
                .asString();
    }

    @Test
    void goesByHandOnlyToThoseWhoHaveIt() {
        var claim = ann.mutate("claimNextCase", CLAIM, inQueue());
        var refused = ann.mutate("handOverCase", CLAIM, held(claim, "to", house.person("Bea"), "note", "Please"));
        assertThat(code(refused)).isEqualTo("REVIEWER_UNFIT");
        assertThat(refused.at("/userErrors/0/message").asString()).contains("listings-de", "PRODUCT_LISTING");
        house.run("""
                insert into vendors.certification (reviewer_id, domain, issued_at, expires_at)
                select id, 'PRODUCT_LISTING', now(), now() + interval '1 year' from vendors.reviewer where name = 'Bea'""");
        var handed = ann.mutate("handOverCase", CLAIM, held(claim, "to", house.person("Bea"), "note", "Please"));
        assertThat(code(handed)).isEmpty();
    }

    /** Past the server the database says the same. */
    @Test
    void theDatabaseTakesNoDecisionWithoutIt() {
        var claim = ann.mutate("claimNextCase", CLAIM, inQueue());
        ann.mutate(
                "snapshotSubject",
                "snapshot { id }",
                Map.of("case", claim.at("/case/id").asString()));
        annLosesHers(REVOKED);
        var decision =
                Workplace.decisionByHand(caseOf(claim), claim.at("/lease/token").asLong());
        assertThat(house.refusal(decision))
                .contains("has no certification in PRODUCT_LISTING in force, which queue listings-de asks for");
        house.run("update cases.queue set certified = false");
        assertThat(code(ann.mutate("decideCase", "case { state }", house.decision(claim, "NO_VIOLATION"))))
                .isEmpty();
    }

    @Test
    void isClaimedOnlyByThoseWhoHaveIt() {
        var bea = house.as("Bea");
        var refused = bea.mutate("claimNextCase", CLAIM, inQueue());
        assertThat(code(refused)).isEqualTo("REVIEWER_UNFIT");
        assertThat(refused.at("/userErrors/0/message").asString()).contains("certification in PRODUCT_LISTING");
        assertThat(code(bea.mutate("claimNextCase", CLAIM, Map.of()))).isEqualTo("NOTHING_TO_CLAIM");
        annLosesHers(EXPIRED);
        assertThat(code(ann.mutate("claimNextCase", CLAIM, inQueue()))).isEqualTo("REVIEWER_UNFIT");
    }

    @Test
    void isDecidedOnlyByThoseWhoHaveItThen() {
        var claim = ann.mutate("claimNextCase", CLAIM, inQueue());
        annLosesHers(REVOKED);
        var refused = ann.mutate("decideCase", "case { state }", house.decision(claim, "NO_VIOLATION"));
        assertThat(code(refused)).isEqualTo("REVIEWER_UNFIT");
        assertThat(refused.at("/userErrors/0/message").asString()).contains("certification in PRODUCT_LISTING");
    }

    @Test
    void isPartOfNoBulkDecisionWithoutIt() {
        var plan = house.as("Lea")
                .mutate(
                        "planBulkDecision",
                        "bulkDecision { items(first: 1) { nodes { expected fault message } } }",
                        house.judgement("NO_VIOLATION", "waiting", inQueue()));
        var item = plan.at("/bulkDecision/items/nodes/0");
        assertThat(item.path("fault").asString()).isEqualTo("REVIEWER_UNFIT");
        assertThat(item.path("message").asString()).contains("certification in PRODUCT_LISTING");
    }
}

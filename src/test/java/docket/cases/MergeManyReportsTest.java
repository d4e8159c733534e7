package docket.cases;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Workplace;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A case that ten thousand people have reported is merged as any other. */
@DocketTest(ownDatabase = true)
class MergeManyReportsTest {
    private static final int REPORTS = 10_000;

    @Autowired
    GraphClient client;

    @Autowired
    Workplace house;

    @Autowired
    DSLContext sql;

    private String reported(Workplace house, GraphClient by, String subject, String category, int reports) {
        var report = house.report(subject, "allegedCategory", category);
        var id = by.mutate("reportCase", "case { id }", report).at("/case/id").asString();
        house.run("""
                insert into cases.case_report (case_id, reporter_kind, source_type, alleged_category, received_at)
                select '%s', 'BUYER', 'ARTICLE_16_NOTICE', '%s', now() from generate_series(2, %d) n""".formatted(Workplace.uuid(id), category, reports));
        return id;
    }

    /** They go over behind the mutation, from case to case, and are told what came of them there. */
    @Test
    void isMergedQuickly() {
        var lead = client.as(house.administratorToken());
        var listing = house.listing("DE");
        var many = reported(house, lead, listing, "UNSAFE_AND_PROHIBITED_PRODUCTS", REPORTS);
        var more = reported(house, lead, listing, "SCAMS_AND_FRAUD", 2_000);
        var last = reported(house, lead, listing, "CONSUMER_INFORMATION", 1);
        ManyReportsTest.quickly(
                "the merger", () -> lead.mutate("mergeCase", "case { state }", Map.of("case", many, "into", more)));
        ManyReportsTest.quickly(
                "the next merger",
                () -> lead.mutate("mergeCase", "case { state }", Map.of("case", more, "into", last)));
        var claim =
                lead.mutate("claimNextCase", "case { id } lease { token }", Map.of("reviewer", house.person("Ann")));
        assertThat(claim.at("/case/id").asString()).isEqualTo(last);
        ManyReportsTest.quickly(
                "the decision",
                () -> lead.mutate(
                        "decideCase",
                        "case { state }",
                        house.decision(claim, "VIOLATION", "actions", List.of(), "reviewer", house.person("Ann"))));
        new SettleReports(sql).settle();
        assertThat(house.rows("select case_id from cases.unsettled_case"))
                .as("not all are there yet")
                .containsExactly(Workplace.uuid(last).toString());
        new MoveReports(sql).move();
        assertThat(house.rows("select case_id from cases.unmoved_case")).isEmpty();
        new SettleReports(sql).settle();
        assertThat(house.rows("select case_id from cases.unsettled_case")).isEmpty();
        assertThat(house.rows("""
                select alleged_category, outcome is not null, count(*) from cases.case_report where case_id = '%s' group by 1, 2 order by 1""".formatted(Workplace.uuid(last))))
                .containsExactly(
                        "CONSUMER_INFORMATION|t|1", "SCAMS_AND_FRAUD|t|2000", "UNSAFE_AND_PROHIBITED_PRODUCTS|t|10000");
    }
}

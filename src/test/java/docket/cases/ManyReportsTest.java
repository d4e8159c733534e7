package docket.cases;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A case that ten thousand people have reported is worked as any other. */
@DocketTest(ownDatabase = true)
class ManyReportsTest {
    private static final int REPORTS = 10_000;

    /** A statement of a mutation has five seconds. */
    private static final Duration QUICK = Duration.ofSeconds(2);

    @Autowired
    Workplace house;

    @Autowired
    DSLContext sql;

    @Test
    void isReportedClaimedAndDecidedQuickly() {
        var ann = house.as("Ann");
        var report = house.report(house.listing("DE"), "allegedCategory", "UNSAFE_AND_PROHIBITED_PRODUCTS");
        var opened = ann.mutate("reportCase", "case { id version }", report);
        var id = Workplace.uuid(opened.at("/case/id").asString());
        house.run("""
                insert into cases.case_report (case_id, reporter_kind, source_type, alleged_category, received_at)
                select '%1$s', 'BUYER', 'ARTICLE_16_NOTICE', case when mod(n, 2) = 0 then 'UNSAFE_AND_PROHIBITED_PRODUCTS' else 'SCAMS_AND_FRAUD' end, now()
                from generate_series(1, %2$d) n;
                insert into cases.case_event (case_id, seq, kind, from_state, to_state, occurred_at, actor_kind)
                select '%1$s', 2 + n, 'REPORT_ADDED', 'QUEUED', 'QUEUED', now(), 'SYSTEM' from generate_series(1, %2$d) n""".formatted(id, REPORTS));
        quickly("another report", () -> {
            var again = ann.mutate("reportCase", "case { version } isNewCase", report);
            assertThat(again.at("/isNewCase").asBoolean()).isFalse();
            assertThat(again.at("/case/version")).isEqualTo(opened.at("/case/version"));
        });
        var claim = ann.mutate("claimNextCase", "case { id } lease { token }", Map.of());
        quickly(
                "the decision",
                () -> assertThat(ann.mutate(
                                        "decideCase",
                                        "case { state }",
                                        house.decision(claim, "VIOLATION", "actions", List.of()))
                                .at("/case/state")
                                .asString())
                        .isEqualTo("DECIDED"));
        var settled =
                "select coalesce(outcome, '-'), count(*) from cases.case_report where case_id = '%s' group by 1 order by 1"
                        .formatted(id);
        assertThat(house.rows("select case_id from cases.unsettled_case")).containsExactly(id.toString());
        new SettleReports(sql).settle();
        assertThat(house.rows(settled)).containsExactly("OTHER_VIOLATION|5000", "UPHELD|5002");
        assertThat(house.rows("select case_id from cases.unsettled_case")).isEmpty();
        assertThat(house.value("""
                select count(*) from audit.audit_event where entity_type = 'CaseReport' and action = 'CHANGED'""")).as("each is told to the audit").isEqualTo("10002");
    }

    static void quickly(String what, Runnable work) {
        var began = Instant.now();
        work.run();
        var took = Duration.between(began, Instant.now());
        System.getLogger(ManyReportsTest.class.getName())
                .log(System.Logger.Level.INFO, "{0} of a case with {1} reports: {2}", what, REPORTS, took);
        assertThat(took).as(what).isLessThan(QUICK);
    }
}

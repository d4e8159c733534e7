package docket.access;

import static org.assertj.core.api.Assertions.assertThat;

import docket.guards.NodeTables;
import docket.platform.request.GlobalId;
import docket.platform.request.Scope;
import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import graphql.introspection.IntrospectionQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever is to judge blind finds the case, the procedure and the evidence, and nothing that says what was decided. */
@DocketTest(ownDatabase = true, demoCases = 2_000)
@TestPropertySource(properties = "docket.limits.staff.cost=100000")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlindAuditTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path DESK = Path.of("console-contract", "operations", "quality", "QaDesk.graphql");
    private static final String OPEN = "blind and state in ('SAMPLED', 'ASSIGNED', 'IN_AUDIT')";
    private static final String BLINDED = "in (select case_id from quality.qa_review where " + OPEN + ")";
    private static final String DECISIONS = "in (select id from decisions.decision where case_id " + BLINDED + ")";
    private static final String APPEALS = "in (select id from appeals.appeal where case_id " + BLINDED + ")";

    /** The rows that tell what was decided, said once more and without the policies. */
    private static final Map<String, String> HIDDEN = new LinkedHashMap<>();

    static {
        HIDDEN.put("decisions.decision", "case_id " + BLINDED);
        HIDDEN.put("decisions.enforcement_action", "decision_id " + DECISIONS);
        HIDDEN.put("appeals.appeal", "case_id " + BLINDED);
        HIDDEN.put("appeals.external_dispute", "appeal_id " + APPEALS);
        HIDDEN.put("escalations.escalation", "case_id " + BLINDED);
        HIDDEN.put("sla.sla_clock", "clock_kind not in ('FIRST_TOUCH', 'DECISION') and case_id " + BLINDED);
        HIDDEN.put("quality.qa_sample", "decision_id " + DECISIONS);
        HIDDEN.put(
                "quality.qa_review", "state not in ('SAMPLED', 'ASSIGNED', 'IN_AUDIT') and decision_id " + DECISIONS);
    }

    @Autowired
    GraphClient administrator;

    @Autowired
    TestDatabase database;

    private String token = "";
    private Forbidden forbidden = new Forbidden(Set.of(), Set.of());

    /** The newest decisions, so that lists begin with them, and those with most behind them. */
    @BeforeAll
    void openBlindAudits() throws SQLException {
        execute("""
                create temporary table drawn on commit drop as
                select d.id, row_number() over (order by d.decided_at desc) as number
                from decisions.decision d
                where d.id in (select id from decisions.decision order by decided_at desc limit 150)
                    or d.id in (select decision_id from appeals.appeal order by filed_at desc limit 40)
                    or d.id in (select resulting_decision_id from appeals.appeal order by filed_at desc limit 20)
                    or d.case_id in (select case_id from escalations.escalation order by opened_at desc limit 40)
                    or d.id in (select decision_id from quality.qa_review where state = 'FINAL' limit 10);
                insert into quality.qa_plan (key, name, target_margin, pass_score, dispute_days, seed, starts_at, ends_at)
                values ('blind', 'Blind', 0.05, 85, 5, 1, '2020-01-01', '2030-01-01');
                insert into quality.qa_sample (qa_plan_id, decision_id, stratum, inclusion_prob, sampled_at)
                select p.id, w.id, 'VIOLATION', 0.123456789, now() from drawn w, quality.qa_plan p where p.key = 'blind';
                insert into quality.qa_review (qa_sample_id, decision_id, state)
                select s.id, s.decision_id, 'SAMPLED' from quality.qa_sample s join quality.qa_plan p on p.id = s.qa_plan_id
                where p.key = 'blind'""");
        writeWhatNobodyElseWrites();
        token = TestTokens.of(database, Role.QA_AUDITOR);
        forbidden = new Forbidden(hiddenIds(), hiddenTexts());
        assertThat(forbidden.ids().size()).isGreaterThan(600);
        assertThat(forbidden.texts().size()).isGreaterThan(40);
    }

    private GraphClient auditor() {
        return administrator.as(token);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(sql);
            connection.commit();
        }
    }

    /** Made-up people use the same phrases again and again. */
    private void writeWhatNobodyElseWrites() throws SQLException {
        execute("alter table decisions.decision disable trigger user");
        execute("update decisions.decision set rationale = 'Because of ' || id where rationale is not null and case_id "
                + BLINDED);
        execute("alter table decisions.decision enable trigger user");
        execute("update appeals.appeal set statement = 'Against ' || id where case_id " + BLINDED);
        execute("update escalations.escalation set ruling = 'Ruled on ' || id where ruling is not null and case_id "
                + BLINDED);
    }

    private Set<String> hiddenIds() throws SQLException {
        var ids = new HashSet<String>();
        for (var hidden : HIDDEN.entrySet()) {
            var some = OwnRows.strings(
                    database, "select id from %s where %s".formatted(hidden.getKey(), hidden.getValue()));
            assertThat(some).as(hidden.getKey()).isNotEmpty();
            ids.addAll(some);
        }
        return ids;
    }

    /** That stand in hidden rows alone. */
    private Set<String> hiddenTexts() throws SQLException {
        var texts = new HashSet<String>();
        for (var column : Map.of(
                        "decisions.decision", "rationale",
                        "appeals.appeal", "statement",
                        "escalations.escalation", "ruling")
                .entrySet()) {
            var all = "select distinct %s from %s where " + column.getValue() + " is not null and %s";
            var condition = Objects.requireNonNull(HIDDEN.get(column.getKey()));
            texts.addAll(OwnRows.strings(database, all.formatted(column.getValue(), column.getKey(), condition)));
            texts.removeAll(OwnRows.strings(
                    database, all.formatted(column.getValue(), column.getKey(), "(" + condition + ") is not true")));
        }
        texts.add("0.123456789");
        return texts;
    }

    /** Ids of hidden rows are asked for by name, where there are some. */
    private FieldProbes probes(GraphClient client) throws SQLException {
        var introspection =
                client.execute(IntrospectionQuery.INTROSPECTION_QUERY).at("data");
        @SuppressWarnings("unchecked")
        Map<String, Object> result = JSON.convertValue(introspection, Map.class);
        var values = new HashMap<String, String>();
        for (var node : NodeTables.all().entrySet()) {
            var ids = HIDDEN.containsKey(node.getValue())
                    ? ids(node.getValue(), HIDDEN.get(node.getValue()))
                    : ids(node.getValue(), node.getKey().equals("Case") ? "id " + BLINDED : "true");
            if (!ids.isEmpty()) {
                values.put(node.getKey() + ".id", "\"" + GlobalId.encode(node.getKey(), ids.getFirst()) + "\"");
            }
        }
        var decision = Objects.requireNonNull(values.get("Decision.id"));
        values.put("Node.id", decision);
        values.put("Node.ids", "[" + decision + "]");
        values.put(
                "Case.number",
                OwnRows.strings(database, "select max(number) from cases.moderation_case where id " + BLINDED)
                        .iterator()
                        .next());
        for (var search : List.of("Case", "Sop", "Policy")) {
            values.put(search + "SearchHit.text", "\"counterfeit\"");
        }
        values.put("locale", "\"en-GB\"");
        return FieldProbes.of(result, values);
    }

    private List<UUID> ids(String table, String condition) throws SQLException {
        return OwnRows.hasId(database, table)
                ? OwnRows.strings(
                                database,
                                "select id from %s where %s order by id desc limit 1".formatted(table, condition))
                        .stream()
                        .map(UUID::fromString)
                        .toList()
                : List.of();
    }

    @Test
    void noFieldTellsWhatWasDecided() throws Exception {
        var allButOne = new ArrayList<>(Arrays.asList(Scope.values()));
        allButOne.remove(Scope.BLIND_DECISIONS_READ);
        var curious = administrator.as(TestTokens.of(database, allButOne.toArray(Scope[]::new)));
        for (var client : List.of(auditor(), curious)) {
            var asked = 0;
            var telling = new TreeSet<String>();
            for (var probe : probes(client).all()) {
                var answer = client.execute(probe.document());
                assertThat(answer.errors()).as(probe.document() + answer.body()).isEmpty();
                assertThat(forbidden.in(answer)).as(probe.document()).isEmpty();
                asked++;
                if (!forbidden.in(administrator.execute(probe.document())).isEmpty()) {
                    telling.add(probe.field());
                }
            }
            System.out.printf("blind: %d fields asked; %d tell an administrator: %s%n", asked, telling.size(), telling);
            assertThat(asked).isGreaterThan(300);
            // Otherwise the probes would prove nothing.
            assertThat(telling)
                    .contains("Query.decisions", "Query.decision", "Query.node", "Case.decisions", "QaReview.decision")
                    .contains("QaReview.sample", "QaPlan.samples", "Vendor.decisions");
        }
    }

    @Test
    void countsAndFiltersKnowNothingOfIt() throws Exception {
        var aCase = GlobalId.encode(
                "Case",
                ids("cases.moderation_case", "id " + BLINDED + " and decided_at is not null")
                        .getFirst());
        var ofCase = "query($case: ID!) { decisions(filter: {case: {eq: $case}}) { totalCount { value } } }";
        assertThat(administrator
                        .execute(ofCase, Map.of("case", aCase))
                        .data("decisions/totalCount/value")
                        .asInt())
                .isPositive();
        assertThat(auditor()
                        .execute(ofCase, Map.of("case", aCase))
                        .data("decisions/totalCount/value")
                        .asInt())
                .isZero();
        var visible = Integer.parseInt(OwnRows.strings(
                        database, "select count(*) from decisions.decision where (case_id " + BLINDED + ") is not true")
                .iterator()
                .next());
        assertThat(auditor()
                        .execute("{ decisions { totalCount { value } } }")
                        .data("decisions/totalCount/value")
                        .asInt())
                .isEqualTo(visible);
        for (var outcome : List.of("VIOLATION", "NO_VIOLATION")) {
            var answer = auditor()
                    .execute(
                            "{ decisions(first: 100, filter: {decidedAt: {gt: \"2020-01-01T00:00:00Z\"}, outcome: {eq: %s}}) { nodes { id } } }"
                                    .formatted(outcome));
            assertThat(answer.data("decisions/nodes").size()).isPositive();
            assertThat(forbidden.in(answer)).isEmpty();
        }
    }

    @Test
    void theHistoryOfACaseStopsWhereItWasDecided() throws Exception {
        var aCase = GlobalId.encode(
                "Case",
                ids("cases.moderation_case", "id " + BLINDED + " and state = 'CLOSED'")
                        .getFirst());
        var history = "query($case: ID!) { case(id: $case) { events(first: 100) { nodes { kind detail } } } }";
        var whole = kinds(administrator.execute(history, Map.of("case", aCase)));
        var seen = kinds(auditor().execute(history, Map.of("case", aCase)));
        assertThat(whole).contains("RECEIVED", "DECIDED", "CLOSED");
        assertThat(seen).contains("RECEIVED").doesNotContain("DECIDED", "CLOSED", "NOTICE_SENT", "ESCALATED", "RULED");
    }

    private static List<String> kinds(Answer answer) {
        return answer.data("case/events/nodes")
                .valueStream()
                .map(event -> event.path("kind").asString())
                .toList();
    }

    @Test
    void figuresAreCountedWithoutIt() throws Exception {
        var counting =
                administrator.as(TestTokens.of(database, Scope.METRICS_READ, Scope.DECISIONS_READ, Scope.QUALITY_READ));
        var document =
                "{ metric(key: DECISIONS, window: {from: \"2026-01-05\", until: \"2026-12-28\"}) { rows { value } } }";
        var all = administrator.execute(document).data("metric/rows/0/value").asDouble();
        var seen = counting.execute(document).data("metric/rows/0/value").asDouble();
        var hidden = Integer.parseInt(OwnRows.strings(
                        database,
                        "select count(*) from decisions.decision where approval not in ('PENDING', 'REFUSED') and decided_at between '2026-01-05' and '2026-12-28' and case_id "
                                + BLINDED)
                .iterator()
                .next());
        assertThat(hidden).isPositive();
        assertThat(all - seen).isEqualTo(hidden);
    }

    @Test
    void theDeskShowsWhatIsJudgedAndTheDecisionOnceItIsJudged() throws Exception {
        var desk = Files.readString(DESK);
        execute("""
                with next as (select r.id from quality.qa_review r join decisions.decision d on d.id = r.decision_id
                              where r.blind and r.state = 'SAMPLED' and r.auditor_id is null and d.vendor_id is not null
                                and not exists (select from quality.qa_review o where o.case_id = r.case_id and o.id <> r.id)
                              order by r.id desc limit 1)
                update quality.qa_review set state = 'IN_AUDIT', assigned_at = now(),
                    auditor_id = (select id from vendors.reviewer where vendor_id is null and id not in
                        (select unnest(array[decider_id, approver_id]) from decisions.decision where id = decision_id
                         and num_nulls(decider_id, approver_id) = 0) limit 1)
                where id in (select id from next)""");
        var blind = rows(auditor().execute(desk, Map.of("first", 100)), true);
        assertThat(blind).isNotEmpty();
        for (var review : blind) {
            assertThat(review.path("decision").isNull()).isTrue();
            assertThat(review.path("sample").isNull()).isTrue();
            for (var there : List.of("case", "sopVersion", "snapshot", "plan")) {
                assertThat(review.path(there).path("id").isString()).as(there).isTrue();
            }
        }
        var judged = blind.getFirst().path("id").asString();
        execute(
                "update quality.qa_review set state = 'SUBMITTED', audited_outcome = 'VIOLATION', verdict = 'CORRECT', score = 90, audited_at = now() where id = '%s'"
                        .formatted(GlobalId.decode(judged, "id").id()));
        var after = auditor()
                .execute(desk, Map.of("first", 100))
                .data("qaReviews/nodes")
                .valueStream()
                .filter(review -> review.path("id").asString().equals(judged))
                .findFirst()
                .orElseThrow();
        assertThat(after.at("/decision/outcome").isString()).isTrue();
        assertThat(after.at("/sample/stratum").isString()).isTrue();
    }

    private static List<JsonNode> rows(Answer answer, boolean isOpen) {
        assertThat(answer.errors()).as(answer.body()).isEmpty();
        return answer.data("qaReviews/nodes")
                .valueStream()
                .filter(review -> review.path("isBlind").asBoolean()
                        && Set.of("SAMPLED", "ASSIGNED", "IN_AUDIT")
                                        .contains(review.path("state").asString())
                                == isOpen)
                .toList();
    }
}

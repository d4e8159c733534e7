package docket.access;

import static org.assertj.core.api.Assertions.assertThat;

import docket.guards.NodeTables;
import docket.platform.request.GlobalId;
import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import docket.testing.TestPostgres;
import graphql.introspection.IntrospectionQuery;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLTypeUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** No row of another company comes to a vendor, by whatever field, argument or count. */
@DocketTest(ownDatabase = true, demoCases = 2_000)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = "docket.limits.vendor.cost=100000")
class VendorRowsTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+(E-?\\d+)?");
    private static final Pattern TAKEN = Pattern.compile("; an? (\\w+) is needed");

    /**
     * Imported statements are shown to no company, and neither are runs of imports. Claims are reached as what a case is about; those below a listing
     * are of cases that these companies do not work.
     */
    private static final Pattern OF_NOBODY =
            Pattern.compile("(Statement|ImportRun)(Edge)?\\.\\w+|IprClaimEdge\\.\\w+|Query\\.(statement|importRun)");

    /** Root connections and what they list. */
    private static final Map<String, String> LISTED = Map.ofEntries(
            Map.entry("cases", "cases.moderation_case"),
            Map.entry("queues", "cases.queue"),
            Map.entry("decisions", "decisions.decision"),
            Map.entry("appeals", "appeals.appeal"),
            Map.entry("externalDisputes", "appeals.external_dispute"),
            Map.entry("escalations", "escalations.escalation"),
            Map.entry("slaClocks", "sla.sla_clock"),
            Map.entry("slaPolicies", "sla.sla_policy"),
            Map.entry("qaPlans", "quality.qa_plan"),
            Map.entry("qaReviews", "quality.qa_review"),
            Map.entry("reviewers", "vendors.reviewer"),
            Map.entry("vendors", "vendors.vendor"),
            Map.entry("sellers", "subjects.seller"),
            Map.entry("creators", "subjects.creator"),
            Map.entry("listings", "subjects.product_listing"),
            Map.entry("importRuns", "imports.run"),
            Map.entry("statements", "imports.statement"),
            Map.entry("sopVersions", "sops.sop_version"),
            Map.entry("policyUpdates", "sops.policy_update"));

    @Autowired
    GraphClient administrator;

    @Autowired
    TestDatabase database;

    private List<UUID> vendors = List.of();

    @BeforeAll
    void findVendors() throws SQLException, IOException {
        vendors = OwnRows.strings(
                        database,
                        "select vendor_id from cases.moderation_case where vendor_id is not null group by 1 order by count(*) desc limit 2")
                .stream()
                .map(UUID::fromString)
                .toList();
        assertThat(vendors).hasSize(2);
        work(vendors.getFirst(), vendors.getLast());
        work(vendors.getLast(), vendors.getFirst());
    }

    /** What the demo has none of. */
    private void work(UUID vendor, UUID other) throws SQLException, IOException {
        try (var script = Objects.requireNonNull(VendorRowsTest.class.getResourceAsStream("company.sql"))) {
            var text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            TestPostgres.asSuperuser(database, statement -> {
                statement.execute("set local session_replication_role = replica");
                statement.execute(text.replace("$V", vendor.toString()).replace("$O", other.toString()));
            });
        }
    }

    /** With all that a company's token can have. */
    private GraphClient as(UUID vendor) throws SQLException {
        var somebody = only("select min(id::text) from vendors.reviewer where vendor_id = '%s' and active", vendor);
        return administrator.as(TestTokens.leadOfVendor(database, vendor, UUID.fromString(somebody)));
    }

    private FieldProbes probes(GraphClient client, UUID vendor) throws SQLException {
        var introspection =
                client.execute(IntrospectionQuery.INTROSPECTION_QUERY).at("data");
        @SuppressWarnings("unchecked")
        Map<String, Object> result = JSON.convertValue(introspection, Map.class);
        return FieldProbes.of(result, values(vendor));
    }

    private Map<String, String> values(UUID vendor) throws SQLException {
        var values = new HashMap<String, String>();
        for (var node : NodeTables.all().entrySet()) {
            var own = OwnRows.CONDITIONS.containsKey(node.getValue())
                    ? OwnRows.own(database, node.getValue(), vendor)
                    : OwnRows.ids(database, node.getValue());
            if (!own.isEmpty()) {
                var id = GlobalId.encode(node.getKey(), own.iterator().next());
                values.put(node.getKey() + ".id", "\"" + id + "\"");
            }
        }
        var aCase = Objects.requireNonNull(values.get("Case.id"));
        values.put("Node.id", aCase);
        values.put("Node.ids", "[" + aCase + "]");
        values.put(
                "Case.number",
                only("select min(number)::text from cases.moderation_case where vendor_id = '%s'", vendor));
        values.put(
                "CaseSearchHit.text",
                "\"" + only("select min(title) from cases.moderation_case where vendor_id = '%s'", vendor) + "\"");
        values.put("SopSearchHit.text", "\"counterfeit\"");
        values.put("PolicySearchHit.text", "\"counterfeit\"");
        values.put("locale", "\"en-GB\"");
        return values;
    }

    private String only(String sql, UUID vendor) throws SQLException {
        return OwnRows.strings(database, sql.formatted(vendor)).iterator().next();
    }

    @Test
    void noFieldBringsAnythingOfOthers() throws Exception {
        for (var vendor : vendors) {
            var client = as(vendor);
            var probes = probes(client, vendor);
            var others = new Others(database, vendor);
            var reached = new TreeSet<String>();
            var refused = new ArrayList<String>();
            for (var probe : probes.all()) {
                var answer = client.execute(probe.document());
                if (!answer.errors().isEmpty()) {
                    refused.add(probe.field() + " " + answer.body() + " " + probe.document());
                } else if (isThere(answer.at("data"), probe.path())) {
                    reached.add(probe.field());
                }
                assertThat(others.in(answer)).as(probe.document()).isEmpty();
            }
            assertThat(refused).isEmpty();
            var all = new TreeSet<String>();
            // What mutations answer is asked by their own tests.
            probes.objectTypes().stream()
                    .filter(type -> !type.getName().matches("Mutation|ClaimRank|.*(Payload|Error)"))
                    .forEach(type -> type.getFieldDefinitions()
                            .forEach(field -> all.add(type.getName() + "." + field.getName())));
            var missed = new TreeSet<>(all);
            missed.removeAll(reached);
            System.out.printf("%s: %d of %d fields reached; not %s%n", vendor, reached.size(), all.size(), missed);
            missed.removeIf(field -> OF_NOBODY.matcher(field).matches());
            assertThat(probes.all().stream().filter(probe -> missed.contains(probe.field())))
                    .as("reached no row")
                    .isEmpty();
            assertThat(missed).as("asked by no probe").isEmpty();
        }
    }

    @Test
    void whatBelongsToOthersAnswersAsWhatIsNotThere() throws Exception {
        for (var vendor : vendors) {
            var client = as(vendor);
            var others = new Others(database, vendor);
            for (var node : NodeTables.all().entrySet()) {
                var foreign = others.ids(node.getValue());
                if (!foreign.isEmpty()) {
                    requireAlike(client, node.getKey(), foreign.iterator().next());
                }
            }
        }
    }

    private static void requireAlike(GraphClient client, String type, UUID foreign) {
        var root = Character.toLowerCase(type.charAt(0)) + type.substring(1);
        for (var document : List.of(
                "query($id: ID!) { node(id: $id) { __typename id } }",
                "query($id: ID!) { nodes(ids: [$id, $id]) { __typename id } }",
                "query($id: ID!) { " + root + "(id: $id) { __typename id } }")) {
            var there = client.execute(document, Map.of("id", GlobalId.encode(type, foreign)));
            var nowhere = client.execute(document, Map.of("id", GlobalId.encode(type, UUID.randomUUID())));
            assertThat(withoutRequest(there)).as("%s of a %s", document, type).isEqualTo(withoutRequest(nowhere));
        }
    }

    private static String withoutRequest(Answer answer) {
        return answer.status() + answer.body().replaceAll("\"requestId\":\"[^\"]*\"", "");
    }

    @Test
    void filtersByWhatBelongsToOthersFindNothing() throws Exception {
        for (var vendor : vendors) {
            var client = as(vendor);
            var others = new Others(database, vendor);
            var asked = 0;
            for (var root : probes(client, vendor).schema().getQueryType().getFieldDefinitions()) {
                var filter = root.getArgument("filter");
                if (filter == null || !root.getName().endsWith("s")) {
                    continue;
                }
                var type = (GraphQLInputObjectType) GraphQLTypeUtil.unwrapAll(filter.getType());
                for (var field : type.getFields()) {
                    if (!((graphql.schema.GraphQLNamedType) GraphQLTypeUtil.unwrapAll(field.getType()))
                            .getName()
                            .equals("IdFilter")) {
                        continue;
                    }
                    asked += requireNothing(client, root.getName(), type.getName(), field.getName(), others);
                }
            }
            assertThat(asked).isGreaterThan(20);
        }
    }

    /** Which type the filter takes is told by its refusal of another. */
    private static int requireNothing(GraphClient client, String root, String filterType, String field, Others others)
            throws SQLException {
        var document =
                "query($filter: %s) { %s(first: 5, filter: $filter) { totalCount { value } nodes { __typename } } }"
                        .formatted(filterType, root);
        var refusal = client.execute(
                document, Map.of("filter", Map.of(field, Map.of("eq", GlobalId.encode("Nothing", UUID.randomUUID())))));
        var type = TAKEN.matcher(refusal.body());
        assertThat(type.find()).as(refusal.body()).isTrue();
        var asked = 0;
        for (var foreign : others.some(Objects.requireNonNull(NodeTables.all().get(type.group(1))))) {
            var id = GlobalId.encode(type.group(1), foreign);
            var answer = client.execute(document, Map.of("filter", Map.of(field, Map.of("eq", id))));
            if (!answer.body().contains("No index serves this filter alone")) {
                assertThat(answer.data(root + "/totalCount/value").asInt())
                        .as("%s by %s", root, field)
                        .isZero();
                asked++;
            }
        }
        return asked;
    }

    @Test
    void countsAreThoseOfOwnRows() throws Exception {
        for (var vendor : vendors) {
            var client = as(vendor);
            var fields = new HashSet<String>();
            probes(client, vendor)
                    .schema()
                    .getQueryType()
                    .getFieldDefinitions()
                    .forEach(field -> fields.add(field.getName()));
            for (var listed : LISTED.entrySet()) {
                if (fields.contains(listed.getKey())) {
                    var answer = client.execute("{ %s(first: 1) { totalCount { value } } }".formatted(listed.getKey()));
                    assertThat(answer.data(listed.getKey() + "/totalCount/value")
                                    .asInt())
                            .as(listed.getKey())
                            .isEqualTo(OwnRows.count(database, listed.getValue(), vendor));
                }
            }
        }
    }

    /** Those by what a case tells lack what was done in cases that have gone to others; so they are back for this. */
    @Test
    void figuresAreThoseOfOwnRows() throws Exception {
        TestPostgres.asSuperuser(database, VendorRowsTest::moveBackOrForth);
        try {
            requireFiguresOfOwnRows();
        } finally {
            TestPostgres.asSuperuser(database, VendorRowsTest::moveBackOrForth);
        }
    }

    private static void moveBackOrForth(Statement statement) throws SQLException {
        statement.execute("set local session_replication_role = replica");
        statement.execute("""
                update cases.moderation_case c
                set vendor_id = case c.vendor_id when m.vendor_id then m.to_vendor_id else m.vendor_id end,
                    queue_id = case c.vendor_id when m.vendor_id then m.to_queue_id else m.queue_id end
                from public.moved m where m.id = c.id""");
    }

    private void requireFiguresOfOwnRows() throws SQLException {
        for (var vendor : vendors) {
            var id = GlobalId.encode("Vendor", vendor);
            for (var key :
                    List.of("SLA_ATTAINMENT", "TURNAROUND", "DECISIONS", "OVERTURN_RATE", "QA_ACCURACY", "BACKLOG")) {
                for (var by : List.of("[]", "[WEEK]", "[VENDOR]", "[MARKET]", "[DOMAIN, WEEK]", "[QUEUE]")) {
                    var window = key.equals("BACKLOG") && !by.contains("WEEK")
                            ? ""
                            : ", window: {from: \"2026-01-05\", until: \"2026-12-28\"}";
                    var document =
                            "query($filter: MetricFilter) { metric(key: %s, by: %s%s, filter: $filter) { rows { vendor { id } market week value numerator denominator low high p50 p90 p95 } } }"
                                    .formatted(key, by, window);
                    var own = as(vendor).execute(document);
                    var asked = administrator.execute(document, Map.of("filter", Map.of("vendors", List.of(id))));
                    assertThat(rounded(own)).as("%s by %s", key, by).isEqualTo(rounded(asked));
                }
            }
        }
    }

    /** Sums of floating point come in the order of the plan. */
    private static String rounded(Answer answer) {
        return NUMBER.matcher(answer.data("metric").toString())
                .replaceAll(number -> "%.9f".formatted(Double.parseDouble(number.group())));
    }

    /** As long as nothing is hidden, the probes find it: otherwise they would prove nothing. */
    @Test
    void withoutPoliciesTheProbesFindOthers() throws Exception {
        var vendor = vendors.getFirst();
        var client = as(vendor);
        var others = new Others(database, vendor);
        var probes = probes(client, vendor).all();
        var leaking = new TreeSet<String>();
        forAllTables("disable row level security, no force row level security");
        try {
            for (var probe : probes) {
                if (!others.in(client.execute(probe.document())).isEmpty()) {
                    leaking.add(probe.field());
                }
            }
            for (var node : NodeTables.all().entrySet()) {
                var foreign = others.ids(node.getValue());
                if (!foreign.isEmpty()) {
                    var answer = client.execute(
                            "query($id: ID!) { node(id: $id) { id } }",
                            Map.of(
                                    "id",
                                    GlobalId.encode(
                                            node.getKey(), foreign.iterator().next())));
                    if (!answer.at("data/node").isNull()) {
                        leaking.add(node.getKey());
                    }
                }
            }
        } finally {
            forAllTables("enable row level security, force row level security");
        }
        System.out.printf("without policies %d fields and types leak: %s%n", leaking.size(), leaking);
        assertThat(leaking)
                .contains(
                        "Query.cases",
                        "Query.sellers",
                        "Query.decisions",
                        "Reviewer.name",
                        "Case",
                        "SubjectSnapshot",
                        "QaFinding");
        assertThat(leaking.size()).isGreaterThan(probes.size() / 4);
    }

    /** A table that is neither closed to companies nor open to all of them has to be said once more here, so that these tests look for its rows. */
    @Test
    void everyTableWithAPolicyOfItsOwnIsKnownHere() throws SQLException {
        var bound = OwnRows.strings(database, """
                select p.polrelid::regclass::text from pg_policy p
                where p.polname = 'scoped' and pg_get_expr(p.polqual, p.polrelid) not in ('true', 'false')""");
        assertThat(bound).hasSizeGreaterThan(40);
        bound.removeAll(OwnRows.CONDITIONS.keySet());
        assertThat(bound).containsExactlyInAnyOrderElementsOf(OwnRows.FIGURES);
    }

    /** Whoever takes over a case reads what happened to it, and not who did it, with what words, in which queue, and what else it had to do with. */
    @Test
    void aCaseThatComesFromAnotherCompanyNamesNothingOfIt() throws SQLException {
        for (var vendor : vendors) {
            var other = vendors.getFirst().equals(vendor) ? vendors.getLast() : vendors.getFirst();
            var came = events(as(vendor), vendor, other);
            assertThat(came.valueStream().map(event -> event.path("kind").asString()))
                    .contains("HANDED_OVER", "HELD", "REROUTED", "REPORT_ADDED", "DECIDED", "ESCALATED", "NOTICE_SENT");
            for (var event : came) {
                for (var field :
                        List.of("reviewer", "handedTo", "note", "queue", "otherCase", "decision", "escalation")) {
                    assertThat(event.path(field).isNull())
                            .as("%s of %s", field, event)
                            .isTrue();
                }
            }
            assertThat(came.valueStream()
                            .map(event -> event.path("detail"))
                            .filter(detail -> !detail.isNull())
                            .map(JsonNode::asString))
                    .containsExactly("{\"reason\": \"AWAITING_SELLER\"}");
            var own = events(as(vendor), vendor, vendor);
            for (var field : List.of("reviewer", "handedTo", "note", "queue", "otherCase", "decision", "escalation")) {
                assertThat(own.valueStream().map(event -> event.path(field).isNull()))
                        .as(field)
                        .contains(false);
            }
        }
    }

    /** Of a case of one company, in which somebody of another, or of the same, did all that there is to be done. */
    private JsonNode events(GraphClient client, UUID vendor, UUID doer) throws SQLException {
        var known = """
                select e.case_id::text from cases.case_event e join vendors.reviewer r on r.id = e.reviewer_id
                    join cases.moderation_case c on c.id = e.case_id
                where e.kind = 'NOTICE_SENT' and r.vendor_id = '%s' and c.vendor_id = '%s'""";
        var id = OwnRows.strings(database, known.formatted(doer, vendor))
                .iterator()
                .next();
        return client.execute("""
                        query($id: ID!) { case(id: $id) { events(last: 7) { nodes { kind detail note
                            reviewer { id } handedTo { id } queue { id } otherCase { id } decision { id } escalation { id } } } } }""", Map.of("id", GlobalId.encode("Case", UUID.fromString(id))))
                .data("case/events/nodes");
    }

    /** The appeal desk and auditors do not learn who held a case, by whatever way. */
    @Test
    void whoHeldACaseStaysUntoldToThoseWhoMayNotKnow() throws SQLException {
        for (var role : List.of(Role.APPEAL_REVIEWER, Role.QA_AUDITOR)) {
            var client = administrator.as(TestTokens.of(database, role));
            for (var field : List.of("handedTo { id }", "note", "reviewer { id }")) {
                var answer = client.execute("{ cases { nodes { events { nodes { %s } } } } }".formatted(field));
                assertThat(answer.body()).contains("GRAPHQL_VALIDATION_FAILED");
            }
            var details = client.execute("{ cases(first: 20) { nodes { events(last: 10) { nodes { detail } } } } }");
            assertThat(details.body()).contains("AWAITING_SELLER").doesNotContain("somebody of", "\\\"to\\\"");
        }
    }

    private void forAllTables(String action) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            for (var table : OwnRows.CONDITIONS.keySet()) {
                statement.execute("alter table %s %s".formatted(table, action));
            }
        }
    }

    private static boolean isThere(JsonNode data, List<String> path) {
        var nodes = List.of(data);
        for (var step : path) {
            var next = new ArrayList<JsonNode>();
            for (var node : nodes) {
                var value = node.path(step);
                if (value.isArray()) {
                    value.valueStream().filter(JsonNode::isObject).forEach(next::add);
                } else if (value.isObject()) {
                    next.add(value);
                }
            }
            nodes = next;
        }
        return !nodes.isEmpty();
    }

    /** What a company must never see. */
    private static final class Others {
        private final TestDatabase database;
        private final UUID vendor;
        private final Map<String, Set<UUID>> byTable = new HashMap<>();
        private final Set<String> ids = new HashSet<>();
        private final Set<String> texts;

        Others(TestDatabase database, UUID vendor) throws SQLException {
            this.database = database;
            this.vendor = vendor;
            for (var table : OwnRows.CONDITIONS.keySet()) {
                ids(table).forEach(id -> ids.add(id.toString()));
            }
            texts = OwnRows.foreignTexts(database, vendor);
            assertThat(ids.size()).isGreaterThan(10_000);
            assertThat(texts.size()).isGreaterThan(1_000);
        }

        Set<UUID> ids(String table) throws SQLException {
            if (!OwnRows.CONDITIONS.containsKey(table)) {
                return Set.of();
            }
            var known = byTable.get(table);
            if (known == null) {
                known = OwnRows.foreign(database, table, vendor);
                byTable.put(table, known);
            }
            return known;
        }

        List<UUID> some(String table) throws SQLException {
            return ids(table).stream().limit(3).toList();
        }

        Set<String> in(Answer answer) {
            return new Forbidden(ids, texts).in(answer);
        }
    }
}

package docket.access;

import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.graph.WiredSchema;
import docket.platform.request.GlobalId;
import docket.platform.request.Scope;
import docket.platform.request.Scopes;
import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import graphql.introspection.IntrospectionQuery;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What a caller may not use is not there for it: it cannot be asked, and nothing tells that others can. */
@DocketTest(demoCases = 2_000)
class ScopesTest {
    private static final Map<Role, Set<Scope>> SCOPES = Map.of(
            Role.ADMINISTRATOR, Set.of(Scope.values()),
            Role.ANALYST,
                    and(
                            Scope.HANDLERS_READ,
                            Scope.BLIND_DECISIONS_READ,
                            Scope.APPEALS_READ,
                            Scope.QUALITY_READ,
                            Scope.METRICS_READ,
                            Scope.DIAGNOSTICS_READ),
            Role.TEAM_LEAD,
                    and(
                            Scope.CASES_REPORT,
                            Scope.CASES_WORK,
                            Scope.CASES_LEAD,
                            Scope.CASES_BULK,
                            Scope.HANDLERS_READ,
                            Scope.BLIND_DECISIONS_READ,
                            Scope.QUALITY_READ,
                            Scope.PERSONAL_DATA_READ,
                            Scope.METRICS_READ),
            Role.REVIEWER,
                    and(
                            Scope.CASES_REPORT,
                            Scope.CASES_WORK,
                            Scope.HANDLERS_READ,
                            Scope.BLIND_DECISIONS_READ,
                            Scope.PERSONAL_DATA_READ),
            Role.APPEAL_REVIEWER, and(Scope.BLIND_DECISIONS_READ, Scope.APPEALS_READ, Scope.PERSONAL_DATA_READ),
            Role.QA_AUDITOR, and(Scope.QUALITY_READ, Scope.PERSONAL_DATA_READ),
            Role.VENDOR,
                    and(
                            Scope.CASES_WORK,
                            Scope.ON_BEHALF,
                            Scope.HANDLERS_READ,
                            Scope.BLIND_DECISIONS_READ,
                            Scope.APPEALS_READ,
                            Scope.QUALITY_READ,
                            Scope.METRICS_READ));

    /** What all who work with cases may read, and these. */
    private static Set<Scope> and(Scope... more) {
        var scopes = EnumSet.of(
                Scope.VIEWER_READ, Scope.CASES_READ, Scope.DECISIONS_READ, Scope.WORKFORCE_READ, Scope.KNOWLEDGE_READ);
        scopes.addAll(List.of(more));
        return scopes;
    }

    private static Set<Scope> scopes(Role role) {
        return Objects.requireNonNull(SCOPES.get(role));
    }

    @Autowired
    GraphClient administrator;

    @Autowired
    TestDatabase database;

    @Autowired
    WiredSchema wired;

    private GraphClient as(Role role) {
        return administrator.as(
                role == Role.VENDOR ? TestTokens.ofVendor(database, vendor()) : TestTokens.of(database, role));
    }

    private UUID vendor() {
        var id = administrator.execute("{ vendors(first: 1) { nodes { id } } }").data("vendors/nodes/0/id");
        return GlobalId.decode(id.asString(), "id").id();
    }

    private static Set<Scope> required(GraphQLDirectiveContainer element) {
        return element.getAppliedDirectives("requires").stream()
                .map(directive -> Scope.valueOf(String.valueOf(
                        Objects.requireNonNull(directive.getArgument("scope")).<Object>getValue())))
                .collect(Collectors.toSet());
    }

    private List<GraphQLObjectType> objects() {
        return wired.schema().getAllTypesAsList().stream()
                .filter(type ->
                        type instanceof GraphQLObjectType && !type.getName().startsWith("__"))
                .map(GraphQLObjectType.class::cast)
                .toList();
    }

    /** Written anew from what the SDL says, for the sake of comparison. */
    private boolean isVisible(String type, Set<Scope> scopes) {
        if (!(wired.schema().getType(type) instanceof GraphQLObjectType object)) {
            return !type.equals("CaseSubject") || scopes.contains(Scope.CASES_READ);
        }
        if (type.endsWith("Connection") || type.endsWith("Edge")) {
            var rows = object.getFieldDefinition(type.endsWith("Edge") ? "node" : "nodes");
            return isVisible(named(rows), scopes);
        }
        return scopes.containsAll(required(object));
    }

    private static String named(GraphQLFieldDefinition field) {
        return ((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(field.getType())).getName();
    }

    private Set<String> fields(GraphQLObjectType type, Set<Scope> scopes) {
        var visible = new TreeSet<String>();
        for (var field : type.getFieldDefinitions()) {
            if (scopes.containsAll(required(field)) && isVisible(named(field), scopes)) {
                visible.add(field.getName());
            }
        }
        return visible;
    }

    private static Set<String> names(JsonNode list) {
        var names = new TreeSet<String>();
        list.forEach(element -> names.add(element.path("name").asString()));
        return names;
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRoleHasItsScopes(Role role) {
        var viewer = as(role).execute("{ viewer { scopes } }");
        var scopes = viewer.data("viewer/scopes")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        assertThat(scopes)
                .containsExactlyElementsOf(
                        scopes(role).stream().map(Scope::name).sorted().toList());
    }

    /** Every field of every type, as introspection tells it, is what the directives leave; nothing more, nothing less. */
    @ParameterizedTest
    @EnumSource(Role.class)
    void introspectionShowsWhatMayBeUsed(Role role) {
        var answer = as(role).execute(IntrospectionQuery.INTROSPECTION_QUERY);
        assertThat(answer.errors()).isEmpty();
        var scopes = scopes(role);
        var shown = new HashSet<String>();
        for (var type : answer.at("data/__schema/types")) {
            var name = type.path("name").asString();
            if (type.path("kind").asString().equals("OBJECT") && !name.startsWith("__")) {
                shown.add(name);
                assertThat(names(type.path("fields")))
                        .as(name)
                        .isEqualTo(fields(Objects.requireNonNull(wired.schema().getObjectType(name)), scopes));
            }
            if (name.equals("Scope")) {
                assertThat(names(type.path("enumValues")))
                        .isEqualTo(
                                new TreeSet<>(scopes.stream().map(Scope::name).toList()));
            }
        }
        assertThat(shown).isNotEmpty().allMatch(name -> isVisible(name, scopes));
        if (role == Role.ADMINISTRATOR) {
            assertThat(shown).hasSameSizeAs(objects());
        }
    }

    /** Whatever root field there is: asked by a caller without its scope, the answer is that to a field which does not exist. */
    @ParameterizedTest
    @EnumSource(Role.class)
    void aRootFieldIsThereForThoseWithItsScope(Role role) {
        var client = as(role);
        for (var field : wired.schema().getQueryType().getFieldDefinitions()) {
            var answer = client.execute("{ %s { __typename } }".formatted(field.getName()));
            var isThere = scopes(role).containsAll(required(field));
            var undefined = "Field '%s' in type 'Query' is undefined".formatted(field.getName());
            assertThat(answer.errors().stream()
                            .anyMatch(error -> error.path("message").asString().equals(undefined)))
                    .as(field.getName())
                    .isNotEqualTo(isThere);
        }
    }

    private GraphClient asReader() {
        return administrator.as(TestTokens.of(database, Scope.KNOWLEDGE_READ));
    }

    @Test
    void aCallerLearnsNothingOfWhatItMayNotUse() {
        var reader = asReader();
        assertSameButForTheName(reader, "{ %s { nodes { id } } }", "cases", "casez");
        assertSameButForTheName(reader, "{ sops { nodes { key %s { id } } } }", "owner", "ownr");
        assertSameButForTheName(reader, "{ sops { nodes { id ... on %s { id } } } }", "Case", "Caze");
        assertSameButForTheName(reader, "query ($x: %s) { sops { nodes { id } } }", "CaseFilter", "CazeFilter");
        assertThat(reader.execute("{ __type(name: \"Case\") { name } }")
                        .at("data/__type")
                        .isNull())
                .isTrue();
        assertThat(reader.execute(IntrospectionQuery.INTROSPECTION_QUERY).body())
                .doesNotContain("\"Case\"", "\"Reviewer\"", "\"Decision\"", "CASES_READ", "CaseFilter", "MetricKey");
    }

    private static void assertSameButForTheName(GraphClient client, String document, String hidden, String absent) {
        var one = client.execute(document.formatted(hidden));
        var other = client.execute(document.formatted(absent));
        assertThat(messages(one))
                .isNotEmpty()
                .isEqualTo(messages(other).stream()
                        .map(message -> message.replace(absent, hidden))
                        .toList());
    }

    private static List<String> messages(Answer answer) {
        return answer.errors().stream()
                .map(error -> error.path("message").asString())
                .toList();
    }

    /** Neither by its id: that of a case reads as that of a type which nobody has. */
    @Test
    void aCallerLooksUpNothingItMayNotSee() {
        var reader = asReader();
        var found = administrator.execute("{ cases(first: 1) { nodes { id } } sops(first: 1) { nodes { id } } }");
        var unknown = GlobalId.encode("Caze", UUID.randomUUID());
        for (var id : List.of(found.data("cases/nodes/0/id").asString(), GlobalId.encode("Case", UUID.randomUUID()))) {
            for (var document : List.of(
                    "query ($id: ID!) { node(id: $id) { id } }", "query ($id: ID!) { nodes(ids: [$id]) { id } }")) {
                var answer = reader.execute(document, Map.of("id", id));
                assertThat(answer.errorCodes()).containsExactly("BAD_USER_INPUT");
                assertThat(messages(answer)).isEqualTo(messages(reader.execute(document, Map.of("id", unknown))));
            }
        }
        var sop = found.data("sops/nodes/0/id").asString();
        var answer = reader.execute("query ($id: ID!) { node(id: $id) { id __typename } }", Map.of("id", sop));
        assertThat(answer.data("node/__typename").asString()).isEqualTo("Sop");
    }

    /** The same text, planned for one caller, is not answered to another. */
    @Test
    void aPlanBelongsToItsScopes() {
        var document = "{ sops(first: 1) { nodes { key owner { id } } } }";
        assertThat(administrator.execute(document).errors()).isEmpty();
        assertThat(asReader().execute(document).errorCodes()).containsExactly("GRAPHQL_VALIDATION_FAILED");
        assertThat(administrator.execute(document).errors()).isEmpty();
    }

    @Test
    void scopesAloneGrantAsRolesDo() {
        var client = administrator.as(TestTokens.of(database, Scope.APPEALS_READ));
        assertThat(client.execute("{ appeals(first: 2) { nodes { id } totalCount { value } } }")
                        .errors())
                .isEmpty();
        assertThat(client.execute("{ appeals(first: 2) { nodes { decision { id } } } }")
                        .errorCodes())
                .containsExactly("GRAPHQL_VALIDATION_FAILED");
    }

    /** Who is bound to some rows is given no more by any role. */
    @Test
    void whoeverIsBoundGetsWhatAVendorGets() {
        var all = Scopes.ALL;
        for (var grant : List.of(
                new Grant(Set.of(Role.ADMINISTRATOR), all, UUID.randomUUID(), Set.of(), Set.of(), null),
                new Grant(Set.of(Role.ANALYST), all, null, Set.of(UUID.randomUUID()), Set.of(), null),
                new Grant(Set.of(Role.ANALYST), all, null, Set.of(), Set.of("DE"), null),
                new Grant(Set.of(Role.VENDOR, Role.ADMINISTRATOR), all, null, Set.of(), Set.of(), null))) {
            assertThat(grant.scopes()).isEqualTo(Role.VENDOR.scopes().and(Scopes.of(Scope.CASES_BULK)));
        }
    }

    /** A filter would tell what a field does not. */
    @Test
    void whatMayNotBeReadMayNotBeComparedEither() {
        for (var document : List.of(
                "{ sellers(filter: {name: {matches: \"a\"}}) { nodes { id } } }",
                "{ creators(filter: {handle: {startsWith: \"a\"}}) { nodes { id } } }",
                "{ sellers(first: 1) { nodes { name } } }",
                "{ cases(first: 1) { nodes { reports { nodes { text } } } } }")) {
            assertThat(administrator.execute(document).errors()).as(document).isEmpty();
            for (var role : List.of(Role.ANALYST, Role.VENDOR)) {
                assertThat(as(role).execute(document).errorCodes())
                        .as("%s %s", role, document)
                        .containsOnly("GRAPHQL_VALIDATION_FAILED");
            }
        }
        var variables = Map.of("filter", Map.of("name", Map.of("matches", "a")));
        assertThat(as(Role.ANALYST)
                        .execute(
                                "query($filter: SellerFilter) { sellers(filter: $filter) { nodes { id } } }", variables)
                        .errorCodes())
                .containsExactly("BAD_USER_INPUT");
    }

    /** Nor does a refusal name what the caller does not know. */
    @Test
    void aRefusalNamesNoFilterThatIsHidden() {
        var document = "{ cases(filter: {severity: {eq: P1}}) { nodes { id } } }";
        assertThat(administrator.execute(document).body()).contains("No index serves this filter alone", "assignee");
        assertThat(as(Role.QA_AUDITOR).execute(document).body())
                .contains("No index serves this filter alone", "queue")
                .doesNotContain("assignee");
    }

    /** Whoever judges a decision anew does not learn whose it was. */
    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"APPEAL_REVIEWER", "QA_AUDITOR"})
    void whoJudgesAnewDoesNotLearnWhoDecided(Role role) {
        for (var hidden : List.of(
                "{ decisions(first: 1) { nodes { decider { id } } } }",
                "{ reviewers(first: 1) { nodes { decisions { nodes { id } } } } }",
                "{ cases(first: 1) { nodes { assignee { id } } } }",
                "{ cases(first: 1) { nodes { events { nodes { reviewer { id } } } } } }",
                "{ decisions(first: 1) { nodes { site { id } } } }",
                "{ decisions(first: 1) { nodes { shift } } }",
                "{ decisions(first: 1) { nodes { activeSeconds } } }",
                "{ cases(first: 1) { nodes { leases { nodes { activeSeconds } } } } }",
                "query($id: ID) { decisions(filter: {decider: {eq: $id}}) { nodes { id } } }")) {
            assertThat(as(Role.REVIEWER)
                            .execute(hidden, Map.of("id", GlobalId.encode("Reviewer", UUID.randomUUID())))
                            .errors())
                    .as(hidden)
                    .isEmpty();
            assertThat(as(role).execute(hidden).errorCodes()).as(hidden).containsOnly("GRAPHQL_VALIDATION_FAILED");
        }
        var filters = "{ __type(name: \"DecisionFilter\") { inputFields { name } } }";
        assertThat(as(Role.REVIEWER).execute(filters).data("__type/inputFields").findValuesAsString("name"))
                .contains("decider", "site", "shift", "vendor");
        assertThat(as(role).execute(filters).data("__type/inputFields").findValuesAsString("name"))
                .contains("vendor")
                .doesNotContain("decider", "site", "shift");
    }

    /** Nor by another role that she has, but as an administrator. */
    @Test
    void whoJudgesAnewIsBlindInAnotherRoleToo() {
        for (var blind : List.of(Role.APPEAL_REVIEWER, Role.QA_AUDITOR)) {
            for (var other : List.of(Role.REVIEWER, Role.TEAM_LEAD, Role.ANALYST)) {
                var scopes = Role.scopes(Set.of(blind, other));
                assertThat(scopes.has(Scope.HANDLERS_READ))
                        .as("%s and %s", blind, other)
                        .isFalse();
                assertThat(scopes.has(Scope.BLIND_DECISIONS_READ))
                        .as("%s and %s", blind, other)
                        .isEqualTo(blind == Role.APPEAL_REVIEWER);
                assertThat(other.scopes().all())
                        .as("%s and %s", blind, other)
                        .allMatch(scope -> scope == Scope.HANDLERS_READ
                                || scope == Scope.BLIND_DECISIONS_READ
                                || scopes.has(scope));
            }
            assertThat(Role.scopes(Set.of(blind, Role.ADMINISTRATOR))).isEqualTo(Scopes.ALL);
        }
        var both = TestTokens.of(database, Set.of(Role.REVIEWER, Role.APPEAL_REVIEWER));
        assertThat(administrator
                        .as(both)
                        .execute("{ decisions(first: 1) { nodes { decider { id } } } }")
                        .errorCodes())
                .containsExactly("GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void anImportTakesItsScope() {
        var analyst = as(Role.ANALYST);
        var refused = analyst.send(analyst.request("/imports/statements").PUT(BodyPublishers.ofString("uuid")));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.errorCodes()).containsExactly("FORBIDDEN");
        assertThat(refused.at("errors/0/extensions/scope").asString()).isEqualTo("IMPORTS_WRITE");
    }

    @Test
    void theSqlIsToldToThoseWhoMaySeeIt() {
        var document = "{ sops(first: 1) { nodes { id } } }";
        assertThat(as(Role.ANALYST).explain(document, Map.of()).statements()).hasSize(1);
        assertThat(as(Role.VENDOR).explain(document, Map.of()).json().has("extensions"))
                .isFalse();
    }
}

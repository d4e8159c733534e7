package docket.access;

import static org.assertj.core.api.Assertions.assertThat;

import docket.guards.NodeTables;
import docket.platform.audit.Actor;
import docket.platform.request.GlobalId;
import docket.platform.request.Scope;
import docket.platform.request.Scopes;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import graphql.introspection.IntrospectionQuery;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/**
 * A company's token, given every scope of writes there is and so left with those that a company may have, tries each mutation of its schema with ids of rows of others, in every place where
 * an id is taken, the other places holding its own.
 */
@DocketTest(ownDatabase = true, demoCases = 2_000)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VendorMutationsTest {
    private static final int OF_EACH_TYPE = 6;
    /** Below what a lock is waited for, far above what a mutation takes. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    /** What the ids are of, where the name of their place does not say it. */
    private static final Map<String, String> TYPES = Map.of(
            "into",
            "Case",
            "to",
            "Reviewer",
            "action",
            "EnforcementAction",
            "keepActions",
            "EnforcementAction",
            "clauses",
            "PolicyClause",
            "subject",
            "Seller",
            "snapshot",
            "SubjectSnapshot");

    /** Rows of these are everybody's, or nobody's. */
    private static final Set<String> COMMON = Set.of("Sop", "PolicyClause");

    @Autowired
    GraphClient administrator;

    @Autowired
    TestDatabase database;

    private @Nullable UUID vendor;
    private final List<Attempt> attempts = new ArrayList<>();

    /** One mutation with an id of somebody else in one place. */
    private record Attempt(GraphQLFieldDefinition mutation, List<String> place, String type, UUID foreign) {
        @Override
        public String toString() {
            return "%s with the %s %s of another company at %s".formatted(mutation.getName(), type, foreign, place);
        }
    }

    @BeforeAll
    void findPlaces() throws SQLException {
        vendor = UUID.fromString(OwnRows.strings(
                        database,
                        "select vendor_id from cases.moderation_case where vendor_id is not null group by 1 order by count(*) desc limit 1")
                .iterator()
                .next());
        var introspection =
                attacker().execute(IntrospectionQuery.INTROSPECTION_QUERY).at("data");
        @SuppressWarnings("unchecked")
        Map<String, Object> result = JsonMapper.shared().convertValue(introspection, Map.class);
        var mutations =
                Objects.requireNonNull(FieldProbes.of(result, Map.of()).schema().getMutationType());
        var foreign = new HashMap<String, List<UUID>>();
        for (var mutation : mutations.getFieldDefinitions()) {
            var places = new ArrayList<List<String>>();
            addPlaces(input(mutation), List.of(), places);
            for (var place : places) {
                var type = type(place.getLast());
                if (!foreign.containsKey(type)) {
                    foreign.put(type, foreign(type));
                }
                Objects.requireNonNull(foreign.get(type))
                        .forEach(id -> attempts.add(new Attempt(mutation, place, type, id)));
            }
        }
        var tried = new TreeSet<String>();
        attempts.forEach(attempt -> tried.add(attempt.mutation().getName()));
        System.out.printf(
                "%d attempts by %d of %d mutations: %s%n",
                attempts.size(), tried.size(), mutations.getFieldDefinitions().size(), tried);
        assertThat(tried).hasSize(mutations.getFieldDefinitions().size()).hasSizeGreaterThan(10);
    }

    private GraphClient attacker() {
        var company = Objects.requireNonNull(vendor);
        var more = Scopes.of(Scope.CASES_BULK, Scope.CASES_LEAD, Scope.CASES_REPORT);
        var grant = new Grant(Set.of(Role.VENDOR), more, company, Set.of(), Set.of(), null);
        return administrator.as(TestTokens.tokens(database.dataSource())
                .make(new NewToken("a test", grant, Duration.ofDays(1)), Actor.command("of a test")));
    }

    private static GraphQLInputObjectType input(GraphQLFieldDefinition mutation) {
        return (GraphQLInputObjectType)
                GraphQLTypeUtil.unwrapAll(mutation.getArgument("input").getType());
    }

    private static GraphQLNamedType named(GraphQLInputObjectField field) {
        return GraphQLTypeUtil.unwrapAll(field.getType());
    }

    private static void addPlaces(GraphQLInputObjectType input, List<String> way, List<List<String>> places) {
        for (var field : input.getFields()) {
            var place = new ArrayList<>(way);
            place.add(field.getName());
            if (named(field).getName().equals("ID")) {
                places.add(place);
            } else if (named(field) instanceof GraphQLInputObjectType below) {
                addPlaces(below, place, places);
            }
        }
    }

    private static String type(String place) {
        var known = TYPES.get(place);
        if (known != null) {
            return known;
        }
        var name = Character.toUpperCase(place.charAt(0)) + place.substring(1);
        return NodeTables.all().containsKey(name) ? name : name.substring(0, name.length() - 1);
    }

    /** Cases in every state, of the others some. */
    private List<UUID> foreign(String type) throws SQLException {
        if (COMMON.contains(type)) {
            return List.of();
        }
        if (type.equals("BulkDecision")) {
            return List.of(bulkDecisionOfTheHouse());
        }
        var table = Objects.requireNonNull(NodeTables.all().get(type), type);
        var condition = OwnRows.condition(table, Objects.requireNonNull(vendor));
        var ids = type.equals("Case")
                ? "select distinct on (state, vendor_id is null) id from %s where (%s) is not true"
                : "select id from %s where (%s) is not true order by id limit " + OF_EACH_TYPE;
        var found = OwnRows.strings(database, ids.formatted(table, condition));
        assertThat(found).as(type).isNotEmpty();
        return found.stream().map(UUID::fromString).toList();
    }

    private UUID bulkDecisionOfTheHouse() throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "select set_config('docket.actor', 'a test', true), set_config('docket.actor_kind', 'COMMAND', true)");
            var rows = statement.executeQuery("""
                    insert into decisions.bulk_decision (owner, reviewer_id, template, case_count, seller_count, creator_count, to_decide,
                        to_propose, to_fail, planned_at, expires_at)
                    select 'somebody', id, '{}', 1, 0, 0, 1, 0, 0, now(), now() + interval '1 day'
                    from vendors.reviewer where vendor_id is null limit 1
                    returning id""");
            rows.next();
            var id = rows.getObject(1, UUID.class);
            connection.commit();
            return id;
        }
    }

    /** As little as the schema wants, and the person who acts; with an id at a place, and what leads there. */
    private Map<String, Object> arguments(GraphQLInputObjectType input, List<String> place, Object id)
            throws SQLException {
        var values = new TreeMap<String, Object>();
        for (var field : input.getFields()) {
            var isHere = !place.isEmpty() && place.getFirst().equals(field.getName());
            var isObligatory = field.getType() instanceof GraphQLNonNull && !field.hasSetDefaultValue();
            if (isHere || isObligatory || field.getName().equals("reviewer")) {
                var below = isHere ? place.subList(1, place.size()) : List.<String>of();
                values.put(
                        field.getName(),
                        value(field, field.getType(), below, isHere && below.isEmpty() ? id : null, id));
            }
        }
        return values;
    }

    private Object value(
            GraphQLInputObjectField field, GraphQLType type, List<String> below, @Nullable Object here, Object id)
            throws SQLException {
        return switch (type) {
            case GraphQLNonNull some -> value(field, some.getWrappedType(), below, here, id);
            case GraphQLList list -> List.of(value(field, list.getWrappedType(), below, here, id));
            case GraphQLInputObjectType input -> arguments(input, below, id);
            case GraphQLEnumType words -> words.getValues().getFirst().getName();
            default -> here != null ? here : scalar(field);
        };
    }

    private Object scalar(GraphQLInputObjectField field) throws SQLException {
        return switch (named(field).getName()) {
            case "ID" -> own(type(field.getName()));
            case "Int", "Long", "PositiveInt" -> 1;
            case "Boolean" -> true;
            case "DateTime" -> "2030-01-01T00:00:00Z";
            case "Date" -> "2030-01-01";
            case "Duration" -> "PT1H";
            case "Locale" -> "en-GB";
            case "CountryCode" -> "JP";
            case "Decimal" -> "1";
            default ->
                field.getName().equals("idempotencyKey") ? UUID.randomUUID().toString() : "Some words.";
        };
    }

    private final Map<String, String> own = new HashMap<>();

    private String own(String type) throws SQLException {
        var known = own.get(type);
        if (known == null) {
            var table = Objects.requireNonNull(NodeTables.all().get(type), type);
            var condition = OwnRows.CONDITIONS.containsKey(table)
                    ? OwnRows.condition(table, Objects.requireNonNull(vendor))
                    : "true";
            var found = OwnRows.strings(
                    database, "select id from %s where %s order by id limit 1".formatted(table, condition));
            known = GlobalId.encode(
                    type,
                    found.isEmpty()
                            ? UUID.randomUUID()
                            : UUID.fromString(found.iterator().next()));
            own.put(type, known);
        }
        return known;
    }

    /** The answer, but for what names the request and the id. */
    private String answer(GraphClient client, Attempt attempt, UUID id) throws SQLException {
        var input = input(attempt.mutation());
        var global = GlobalId.encode(attempt.type(), id);
        var document = "mutation($input: %s!) { %s(input: $input) { __typename userErrors { code field message } } }"
                .formatted(input.getName(), attempt.mutation().getName());
        var answer = client.execute(document, Map.of("input", arguments(input, attempt.place(), global)));
        assertThat(answer.body())
                .as("the inputs are those that the schema wants")
                .doesNotContain("GRAPHQL_VALIDATION_FAILED", " is needed", "INTERNAL");
        return answer.status()
                + answer.body()
                        .replaceAll("\"requestId\":\"[^\"]*\"", "")
                        .replace(global, "ID")
                        .replace(id.toString(), "ID");
    }

    private Map<String, String> rowsOfOthers() throws SQLException {
        var rows = new TreeMap<String, String>();
        for (var table : OwnRows.CONDITIONS.keySet()) {
            var condition = OwnRows.condition(table, Objects.requireNonNull(vendor));
            // With what no column tells: a row that was rewritten as it was, or is locked.
            var sql =
                    "select md5(coalesce(string_agg(row::text || row.xmin::text || row.xmax::text || row.ctid::text, ',' order by row.ctid), '')) from %s row where (%s) is not true"
                            .formatted(table, condition);
            rows.put(table, OwnRows.strings(database, sql).iterator().next());
        }
        return rows;
    }

    @Test
    void rowsOfOthersAnswerAsWhatIsNotThereAndStayAsTheyAre() throws SQLException {
        var client = attacker();
        var before = rowsOfOthers();
        for (var attempt : attempts) {
            var foreign = answer(client, attempt, attempt.foreign());
            assertThat(foreign).as("%s", attempt).contains("rror");
            assertThat(foreign).as("%s", attempt).isEqualTo(answer(client, attempt, UUID.randomUUID()));
        }
        assertThat(rowsOfOthers()).isEqualTo(before);
        assertThat(whatAnswersOtherwiseForOwn(client)).hasSizeGreaterThan(5);
    }

    /** As long as own cases answer otherwise, the comparison compares something. */
    private Set<String> whatAnswersOtherwiseForOwn(GraphClient client) throws SQLException {
        var otherwise = new TreeSet<String>();
        for (var attempt : attempts) {
            var mine = GlobalId.decode(own(attempt.type()), attempt.type(), "own");
            if (attempt.type().equals("Case")
                    && !otherwise.contains(attempt.mutation().getName())
                    && !answer(client, attempt, mine).equals(answer(client, attempt, attempt.foreign()))) {
                otherwise.add(attempt.mutation().getName());
            }
        }
        return otherwise;
    }

    /** Whoever had to wait for somebody's lock would know that there is somebody. */
    @Test
    void locksOfOthersDelayNothing() throws SQLException {
        var client = attacker();
        try (var others = database.connect()) {
            others.setAutoCommit(false);
            lock(others);
            for (var attempt : attempts) {
                var started = System.nanoTime();
                var answer = answer(client, attempt, attempt.foreign());
                assertThat(Duration.ofNanos(System.nanoTime() - started))
                        .as("%s: %s", attempt, answer)
                        .isLessThan(AT_ONCE);
            }
            others.rollback();
        }
    }

    private void lock(Connection others) throws SQLException {
        try (var statement = others.createStatement()) {
            for (var table : OwnRows.CONDITIONS.keySet()) {
                statement.execute("select from %s where (%s) is not true for update"
                        .formatted(table, OwnRows.condition(table, Objects.requireNonNull(vendor))));
            }
        }
    }
}

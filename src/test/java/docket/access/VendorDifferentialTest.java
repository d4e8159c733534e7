package docket.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import docket.demo.DemoLoader;
import docket.guards.NodeTables;
import docket.platform.graph.GraphEngine;
import docket.platform.graph.GraphRequest;
import docket.platform.graph.TestEngine;
import docket.platform.graph.WiredSchema;
import docket.platform.request.Caller;
import docket.platform.request.GlobalId;
import docket.platform.request.Scope;
import docket.platform.sql.Databases;
import docket.platform.sql.Db;
import docket.platform.sql.RowScope;
import docket.platform.sql.Turns;
import docket.testing.DocketTest;
import docket.testing.TestDatabase;
import docket.testing.TestPostgres;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLTypeUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a vendor is answered is what everybody would be answered by a database that holds nothing but the vendor's rows. */
@DocketTest(demoCases = 2_000)
class VendorDifferentialTest {
    private static final int COMPARED = 500;
    private static final int CASES = 2_000;
    private static final long SEED = 20_261_122;
    private static final Pattern TAKEN = Pattern.compile("; an? (\\w+) is needed");

    @Autowired
    TestDatabase database;

    @Autowired
    Databases databases;

    @Autowired
    WiredSchema schema;

    private final Random random = new Random(SEED);
    private final Map<String, List<String>> ids = new HashMap<>();
    private final Map<String, @Nullable String> idTypes = new HashMap<>();

    @Test
    void randomFiltersAndOrdersAnswerAsOverItsOwnRowsAlone() throws Exception {
        var vendor = UUID.fromString(
                only(
                        "select vendor_id from cases.moderation_case where vendor_id is not null group by 1 order by count(*) desc limit 1"));
        var alone = TestPostgres.database("test_one_vendor_alone");
        DemoLoader.load(alone.dataSource(), CASES, progress -> {});
        OwnRows.keepOnly(alone, vendor);
        collectIds();
        var caller = new Caller(
                Caller.Kind.MACHINE,
                "test",
                "test",
                Role.VENDOR.scopes(),
                vendor,
                Set.of(),
                Set.of(),
                Caller.CostClass.VENDOR,
                null,
                null,
                null);
        try (var pool = pool(alone)) {
            var scoped = engine(() -> databases.within(new RowScope(vendor, Set.of(), Set.of()), "a test"));
            var whole = engine(() -> new Db(pool, new Turns(2, Duration.ofSeconds(3)), null));
            compare(caller, scoped, whole);
        }
    }

    private void compare(Caller caller, GraphEngine scoped, GraphEngine whole) throws IOException {
        var roots = roots();
        var compared = 0;
        var found = 0;
        for (int tried = 0; compared < COMPARED; tried++) {
            assertThat(tried).isLessThan(COMPARED * 20);
            var root = roots.get(random.nextInt(roots.size()));
            var document = document(root);
            var own = text(scoped, caller, document);
            var alone = text(whole, caller, document);
            assertThat(own).as(document).isEqualTo(alone);
            assertThat(own).as(document).doesNotContain("INTERNAL", "UNAVAILABLE", "GRAPHQL_VALIDATION_FAILED");
            if (!own.contains("\"errors\"")) {
                compared++;
                found += own.contains("\"value\":0,") ? 0 : 1;
            }
        }
        System.out.printf("%d compared, %d of them with rows%n", compared, found);
        assertThat(found).isGreaterThan(COMPARED / 4);
    }

    private GraphEngine engine(Supplier<Db> database) {
        return TestEngine.of(schema, database, 5_000);
    }

    private List<GraphQLFieldDefinition> roots() {
        return schema.schema().getQueryType().getFieldDefinitions().stream()
                .filter(field -> field.getArgument("filter") != null && field.getArgument("first") != null)
                .filter(VendorDifferentialTest::isForVendors)
                .sorted(Comparator.comparing(GraphQLFieldDefinition::getName))
                .toList();
    }

    private String document(GraphQLFieldDefinition root) {
        var arguments = new ArrayList<String>();
        arguments.add((random.nextInt(4) == 0 ? "last: " : "first: ") + (1 + random.nextInt(30)));
        arguments.add("filter: "
                + filter(
                        (GraphQLInputObjectType) GraphQLTypeUtil.unwrapAll(
                                root.getArgument("filter").getType()),
                        root.getName(),
                        0));
        var orderBy = root.getArgument("orderBy");
        if (orderBy != null && random.nextBoolean()) {
            arguments.add("orderBy: " + order((GraphQLInputObjectType) GraphQLTypeUtil.unwrapAll(orderBy.getType())));
        }
        return "{ %s(%s) { totalCount { value isExact } pageInfo { hasNextPage hasPreviousPage } edges { cursor node { id } } } }"
                .formatted(root.getName(), String.join(", ", arguments));
    }

    private String order(GraphQLInputObjectType type) {
        var fields = (GraphQLEnumType)
                GraphQLTypeUtil.unwrapAll(type.getField("field").getType());
        var field = fields.getValues().get(random.nextInt(fields.getValues().size()));
        return "{field: %s, direction: %s}".formatted(field.getName(), random.nextBoolean() ? "ASC" : "DESC");
    }

    private String filter(GraphQLInputObjectType type, String root, int depth) {
        var parts = new ArrayList<String>();
        for (int number = random.nextInt(3); number >= 0; number--) {
            var offered = type.getFields().stream()
                    .filter(VendorDifferentialTest::isOffered)
                    .toList();
            var field = offered.get(random.nextInt(offered.size()));
            if (parts.stream().anyMatch(part -> part.startsWith(field.getName() + ":"))) {
                continue;
            }
            if (field.getName().equals("or")) {
                if (depth == 0) {
                    parts.add("or: [%s, %s]".formatted(filter(type, root, 1), filter(type, root, 1)));
                }
            } else {
                parts.add(field.getName() + ": " + operators(field, root));
            }
        }
        return parts.stream().collect(Collectors.joining(", ", "{", "}"));
    }

    private static boolean isForVendors(GraphQLFieldDefinition root) {
        return isOffered(root) && !Set.of("statements", "importRuns").contains(root.getName());
    }

    private static boolean isOffered(GraphQLDirectiveContainer field) {
        return field.getAppliedDirectives("requires").stream()
                .map(directive -> Scope.valueOf(String.valueOf(
                        Objects.requireNonNull(directive.getArgument("scope")).<Object>getValue())))
                .allMatch(Role.VENDOR.scopes()::has);
    }

    private String operators(GraphQLInputObjectField field, String root) {
        var type = (GraphQLInputObjectType) GraphQLTypeUtil.unwrapAll(field.getType());
        var operator = type.getFields().get(random.nextInt(type.getFields().size()));
        var isList = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(operator.getType()));
        var value = value(field.getName(), root, (GraphQLNamedType) GraphQLTypeUtil.unwrapAll(operator.getType()));
        return "{%s: %s}".formatted(operator.getName(), isList ? "[" + value + "]" : value);
    }

    private String value(String field, String root, GraphQLNamedType type) {
        if (type instanceof GraphQLEnumType enumeration) {
            var values = enumeration.getValues();
            return values.get(random.nextInt(values.size())).getName();
        }
        return switch (type.getName()) {
            case "ID" -> "\"" + id(root, field) + "\"";
            case "DateTime" ->
                "\"" + Instant.parse("2026-11-22T00:00:00Z").minus(Duration.ofHours(random.nextInt(20_000))) + "\"";
            case "Date" -> "\"2026-%02d-%02d\"".formatted(1 + random.nextInt(12), 1 + random.nextInt(28));
            case "Boolean" -> random.nextBoolean() ? "true" : "false";
            case "Int", "Long", "PositiveInt" -> Integer.toString(1 + random.nextInt(50));
            case "CountryCode" ->
                List.of("\"JP\"", "\"DE\"", "\"FR\"", "\"TH\"").get(random.nextInt(4));
            case "Locale" -> "\"en-GB\"";
            default ->
                List.of("\"report\"", "\"notice\"", "\"en\"", "\"a\"", "\"counterfeit\"")
                        .get(random.nextInt(5));
        };
    }

    /** Of the type that the filter takes: own ones and those of others. */
    private String id(String root, String field) {
        var type = idTypes.computeIfAbsent(root + "." + field, any -> idType(root, field));
        var some = type == null ? List.<String>of() : ids.getOrDefault(type, List.of());
        return some.isEmpty() ? GlobalId.encode("Nothing", new UUID(0, 1)) : some.get(random.nextInt(some.size()));
    }

    private @Nullable String idType(String root, String field) {
        var engine = engine(() -> databases.whole("a test"));
        try {
            var refusal = text(
                    engine,
                    Caller.DOCKET,
                    "{ %s(filter: {%s: {eq: \"%s\"}}) { pageInfo { hasNextPage } } }"
                            .formatted(root, field, GlobalId.encode("Nothing", new UUID(0, 1))));
            var taken = TAKEN.matcher(refusal);
            return taken.find() ? taken.group(1) : null;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void collectIds() throws SQLException {
        for (var node : NodeTables.all().entrySet()) {
            if (!OwnRows.hasId(database, node.getValue())) {
                continue;
            }
            ids.put(
                    node.getKey(),
                    OwnRows.strings(
                                    database,
                                    "select id from (select id from %s order by md5(id::text) limit 40) x"
                                            .formatted(node.getValue()))
                            .stream()
                            .sorted()
                            .map(id -> GlobalId.encode(node.getKey(), UUID.fromString(id)))
                            .toList());
        }
    }

    private String only(String sql) throws SQLException {
        return Objects.requireNonNull(OwnRows.strings(database, sql).iterator().next());
    }

    private static String text(GraphEngine engine, Caller caller, String document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        engine.execute(new GraphRequest("same", caller, document, null, Map.of(), false))
                .writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static HikariDataSource pool(TestDatabase database) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.accounts().app().user());
        config.setPassword(database.accounts().app().password());
        config.setMaximumPoolSize(2);
        config.setReadOnly(true);
        config.setAutoCommit(false);
        return new HikariDataSource(config);
    }
}

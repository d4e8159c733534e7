package docket.platform.listing;

import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.graph.WiredSchema;
import docket.platform.request.GlobalId;
import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Every filter with every operator and every order of every root list is SQL that the database takes. */
@DocketTest(demoCases = 2_000)
class EveryFilterTest {
    private static final Pattern OTHER_TYPE = Pattern.compile("a (\\w+) is needed");

    @Autowired
    WiredSchema schema;

    @Autowired
    GraphClient client;

    private Stream<GraphQLFieldDefinition> lists() {
        return schema.schema().getQueryType().getFieldDefinitions().stream()
                .filter(field -> field.getArgument("after") != null);
    }

    @Test
    void everyOperatorRuns() {
        var failures = new ArrayList<String>();
        lists().filter(list -> list.getArgument("filter") != null).forEach(list -> {
            var filter = (GraphQLInputObjectType)
                    GraphQLTypeUtil.unwrapAll(list.getArgument("filter").getType());
            for (var field : filter.getFields()) {
                if (!field.getName().equals("or")) {
                    conditions(field).forEach(condition -> check(list.getName(), filter, condition, failures));
                }
            }
        });
        assertThat(failures).isEmpty();
    }

    @Test
    void aDeadlineThatIsInfiniteIsNone() {
        var document = """
                query($dueAt: DateTimeFilter) {
                  cases(first: 100, filter: {receivedAt: {gte: "2000-01-01T00:00:00Z"}, dueAt: $dueAt}) {
                    totalCount { value } nodes { dueAt } } }""";
        var all = cases(document, Map.of());
        var without = cases(document, Map.of("isNull", true));
        var with = cases(document, Map.of("isNull", false));
        assertThat(without.path("nodes"))
                .hasSize(100)
                .allMatch(found -> found.path("dueAt").isNull());
        assertThat(with.path("nodes")).noneMatch(found -> found.path("dueAt").isNull());
        assertThat(count(without) + count(with)).isEqualTo(count(all));
    }

    /** Nothing of a case is read, so that one selection serves all these lists. */
    @Test
    void aListBelowEachKindOfParentCountsItsOwnRows() {
        for (var parent : List.of("queue", "vendor", "seller")) {
            var field = parent.equals("seller") ? "latestCases" : "cases";
            var parents = client.execute("{ %ss(first: 10) { nodes { id list: %s { totalCount { value } } } } }"
                            .formatted(parent, field))
                    .data(parent + "s/nodes");
            assertThat(parents).isNotEmpty();
            for (var node : parents) {
                var expected = client.execute("{ cases(filter: {%s: {eq: %s}}) { totalCount { value } } }"
                                .formatted(parent, node.get("id")))
                        .data("cases");
                assertThat(count(node.path("list"))).as(parent).isEqualTo(count(expected));
            }
        }
    }

    private JsonNode cases(String document, Map<String, Object> dueAt) {
        return client.execute(document, Map.of("dueAt", dueAt)).data("cases");
    }

    private static int count(JsonNode cases) {
        return cases.path("totalCount").path("value").asInt();
    }

    /** Each operator of one filter field, as {@code field: {operator: value}}. */
    private static List<String> conditions(GraphQLInputObjectField field) {
        var operators = (GraphQLInputObjectType) GraphQLTypeUtil.unwrapAll(field.getType());
        return operators.getFields().stream()
                .map(operator -> "%s: {%s: %s}"
                        .formatted(
                                field.getName(),
                                operator.getName(),
                                operators.getName().equals("UuidFilter")
                                        ? "\"" + new UUID(7, 7) + "\""
                                        : value(operator.getType(), "Case")))
                .toList();
    }

    private static String value(GraphQLType type, String node) {
        var present = GraphQLTypeUtil.unwrapNonNull(type);
        if (present instanceof GraphQLList list) {
            var element = value(list.getWrappedType(), node);
            return "[" + element + ", " + element + "]";
        }
        if (present instanceof GraphQLEnumType enumType) {
            return enumType.getValues().getFirst().getName();
        }
        return switch (((GraphQLNamedType) present).getName()) {
            case "ID" -> "\"" + GlobalId.encode(node, new UUID(7, 7)) + "\"";
            case "Int", "Long" -> "3";
            case "Float" -> "1.5";
            case "Boolean" -> "true";
            case "DateTime" -> "\"2026-01-01T00:00:00+09:00\"";
            case "Date" -> "\"2026-01-01\"";
            case "Decimal" -> "\"1.50\"";
            case "Locale" -> "\"ja-JP\"";
            case "CountryCode" -> "\"JP\"";
            default -> "\"返品 100% _x\"";
        };
    }

    private void check(String list, GraphQLInputObjectType filter, String condition, List<String> failures) {
        var answer = ask(list, condition);
        var other = OTHER_TYPE.matcher(answer.body());
        if (other.find()) {
            var id = GlobalId.encode(other.group(1), new UUID(7, 7));
            condition = condition.replace(GlobalId.encode("Case", new UUID(7, 7)), id);
            answer = ask(list, condition);
        }
        var anchors = answer.at("errors/0/extensions/anchors");
        if (anchors.isArray() && !anchors.isEmpty()) {
            var anchor = Objects.requireNonNull(filter.getField(anchors.get(0).asString()));
            answer = ask(list, "or: [{%s}], %s".formatted(anchored(list, anchor), condition));
        }
        if (!answer.errors().isEmpty()) {
            failures.add(list + " " + condition + ": " + answer.body());
        }
    }

    /** The first operator of an anchor that leads into its index, with an id of the type that it wants. */
    private String anchored(String list, GraphQLInputObjectField anchor) {
        var condition = conditions(anchor).getFirst();
        var other = OTHER_TYPE.matcher(ask(list, condition).body());
        return other.find()
                ? condition.replace(
                        GlobalId.encode("Case", new UUID(7, 7)), GlobalId.encode(other.group(1), new UUID(7, 7)))
                : condition;
    }

    private Answer ask(String list, String condition) {
        return client.execute("{ %s(first: 2, filter: {%s}) { nodes { __typename } totalCount { value } } }"
                .formatted(list, condition));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ASC", "DESC"})
    void everyOrderPagesForthAndBack(String direction) {
        lists().forEach(list -> orders(list).forEach(order -> {
            var ordered = order.isEmpty() ? "" : ", orderBy: {field: %s, direction: %s}".formatted(order, direction);
            var all = page(list.getName(), "first: 7" + ordered);
            if (all.at("errors/0/extensions/anchors").isArray()) {
                return;
            }
            var ids = ids(all, list);
            var first = page(list.getName(), "first: 3" + ordered);
            var end = cursor(first, list, "endCursor");
            if (ids.size() < 7) {
                return;
            }
            var second = page(list.getName(), "first: 4, after: \"%s\"%s".formatted(end, ordered));
            assertThat(Stream.concat(ids(first, list).stream(), ids(second, list).stream()))
                    .as(list.getName() + order)
                    .containsExactlyElementsOf(ids);
            var back = page(
                    list.getName(),
                    "last: 2, before: \"%s\"%s".formatted(cursor(second, list, "startCursor"), ordered));
            assertThat(ids(back, list)).isEqualTo(ids.subList(1, 3));
            assertThat(ids(page(list.getName(), "last: 7" + ordered), list)).hasSize(7);
        }));
    }

    private static List<String> orders(GraphQLFieldDefinition list) {
        var argument = list.getArgument("orderBy");
        if (argument == null) {
            return List.of("");
        }
        var order = (GraphQLInputObjectType) GraphQLTypeUtil.unwrapAll(argument.getType());
        var values = (GraphQLEnumType)
                GraphQLTypeUtil.unwrapAll(order.getField("field").getType());
        return values.getValues().stream().map(value -> value.getName()).toList();
    }

    private Answer page(String list, String arguments) {
        return client.execute(
                "{ %s(%s) { edges { cursor } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }"
                        .formatted(list, arguments));
    }

    private static List<String> ids(Answer answer, GraphQLFieldDefinition list) {
        return answer.data(list.getName() + "/edges")
                .valueStream()
                .map(edge -> edge.get("cursor").asString())
                .toList();
    }

    private static String cursor(Answer answer, GraphQLFieldDefinition list, String name) {
        return answer.data(list.getName() + "/pageInfo/" + name).asString();
    }
}

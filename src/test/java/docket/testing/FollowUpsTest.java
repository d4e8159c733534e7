package docket.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** What the tests of all features behind a decision ask of edges and lists. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FollowUpsTest {
    @Autowired
    protected GraphClient client;

    @BeforeAll
    void load(@Autowired TestDatabase database) {
        FollowUps.load(database);
    }

    /** Row n of the parent leads to row n of the child, in one statement for 5 parents as for 100. */
    protected void assertEdge(String parent, String field, String shape, String child) {
        assertThat(edge(parent, field, shape, 5).statements()).hasSize(2);
        var hundred = edge(parent, field, shape, 100);
        assertThat(hundred.statements()).hasSize(2);
        for (int number = 1; number <= 100; number++) {
            var path = "nodes/%d/%s/%s".formatted(number - 1, field, pathToId(shape));
            assertThat(hundred.data(path).asString()).as(path).isEqualTo(FollowUps.id(child, number));
        }
    }

    private Answer edge(String parent, String field, String shape, int parents) {
        var ids = IntStream.rangeClosed(1, parents)
                .mapToObj(number -> FollowUps.id(parent, number))
                .toList();
        var selection = shape.equals("page") ? "{ nodes { id } }" : "{ id }";
        var document = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on %s { %s %s } } }";
        return client.explain(document.formatted(FollowUps.type(parent), field, selection), Map.of("ids", ids));
    }

    private static String pathToId(String shape) {
        return switch (shape) {
            case "one" -> "id";
            case "list" -> "0/id";
            case "page" -> "nodes/0/id";
            default -> throw new IllegalArgumentException(shape);
        };
    }

    /** How many rows of a root list pass a filter, all of them looked up by an index or in a small table. */
    protected int count(String list, String filter) {
        var answer = client.execute(
                "{ %s(filter: {%s}) { totalCount { value } } }".formatted(list, FollowUps.withIds(filter)));
        return answer.data(list + "/totalCount/value").asInt();
    }

    protected void assertRefused(String list, String arguments) {
        var answer = client.execute("{ %s(%s) { nodes { id } } }".formatted(list, FollowUps.withIds(arguments)));
        assertThat(answer.errorCodes()).as(answer.body()).containsExactly("BAD_USER_INPUT");
    }

    /** The ids of a page of a root list. */
    protected List<String> ids(String list, String arguments) {
        var answer = client.execute("{ %s(%s) { nodes { id } } }".formatted(list, FollowUps.withIds(arguments)));
        return answer.data(list + "/nodes")
                .valueStream()
                .map(node -> node.path("id").asString())
                .toList();
    }

    /** The ids of rows of one kind. */
    protected static List<String> ids(String kind, int... numbers) {
        return IntStream.of(numbers)
                .mapToObj(number -> FollowUps.id(kind, number))
                .toList();
    }
}

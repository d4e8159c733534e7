package docket.guards;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.platform.graph.WiredSchema;
import docket.platform.listing.Listing;
import docket.platform.sql.Entity;
import docketdb.vendors.Tables;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.StreamUtils;

/** The check that runs at every start and joins schema and wiring: each way in which they can disagree is told. That they agree every test shows. */
class SchemaMappingTest {
    record Thing(UUID id, String name, @Nullable String country) {}

    private static final String THING = """
            extend type Query { things(filter: ThingFilter, orderBy: ThingOrder): ThingConnection! @requires(scope: CASES_READ) }
            type Thing implements Node @requires(scope: CASES_READ) { id: ID! name: String! country: String }
            type ThingConnection { nodes: [Thing!]! }
            input ThingFilter { name: StringFilter or: [ThingFilter!] }
            input ThingOrder { field: ThingOrderField! = NAME }
            enum ThingOrderField { NAME }
            """;
    private static final Listing<Thing> THINGS = Listing.of(Entity.of(Thing.class, Tables.VENDOR_SITE))
            .filter("name", Tables.VENDOR_SITE.NAME)
            .ascending("NAME", Tables.VENDOR_SITE.NAME, "name");
    private static final Feature WIRING = graph -> {
        graph.page("things", THINGS);
        graph.node("Thing", THINGS.entity());
    };

    private static void wire(String sdl, Feature feature) throws Exception {
        try (var stream = new ClassPathResource("graphql/schema.graphqls").getInputStream()) {
            var base = StreamUtils.copyToString(stream, java.nio.charset.StandardCharsets.UTF_8);
            WiredSchema.of(List.of(base, sdl), List.of(feature));
        }
    }

    @Test
    void acceptsWhatAgrees() throws Exception {
        wire(THING, WIRING);
    }

    @Test
    void reportsAFieldWithoutAValue() {
        assertProblem(
                THING.replace("country: String", "country: String shoeSize: Int"),
                WIRING,
                "Thing.shoeSize gets its value from nowhere");
    }

    @Test
    void reportsAPromiseThatTheColumnDoesNotKeep() {
        assertProblem(
                THING.replace("country: String", "country: String!"),
                WIRING,
                "Thing.country promises a value, but its record component may be null");
    }

    @Test
    void reportsAFieldOfTheWrongKind() {
        assertProblem(
                THING.replace("name: String!", "name: Int!"),
                WIRING,
                "Thing.name is Int in the schema, but String in its record");
        assertProblem(
                THING.replace("name: String!", "name: [String!]!"),
                WIRING,
                "Thing.name is a list in the schema, but String in its record");
    }

    @Test
    void reportsAFilterWithoutAColumn() {
        assertProblem(
                THING.replace("name: StringFilter", "name: StringFilter age: IntFilter"),
                WIRING,
                "ThingFilter has [age, name], but its listing has [name]");
    }

    @Test
    void reportsAnOrderWithoutAColumn() {
        assertProblem(
                THING.replace("{ NAME }", "{ NAME AGE }"),
                WIRING,
                "ThingOrderField has [AGE, NAME], but its listing has [NAME]");
    }

    @Test
    void reportsWiringWithoutAField() {
        assertProblem(
                THING,
                both(graph -> graph.<Thing>extend("Thing").value("shoeSize", thing -> 1)),
                "Thing.shoeSize is wired, but is not in the schema");
        assertProblem(
                THING, both(graph -> graph.extend("Nothing")), "Nothing is wired, but is no object type of the schema");
    }

    @Test
    void reportsANodeThatNobodyLoads() {
        assertProblem(
                THING.replace("implements Node", ""),
                WIRING,
                "Thing: 'implements Node' and graph.node(…) belong together");
    }

    private static Feature both(Feature more) {
        return (Graph graph) -> {
            WIRING.wire(graph);
            more.wire(graph);
        };
    }

    private static void assertProblem(String sdl, Feature feature, String problem) {
        assertThatThrownBy(() -> wire(sdl, feature))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(problem);
    }
}

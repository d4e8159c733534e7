package docket.platform.graph;

import docket.platform.request.GraphException;
import docket.platform.sql.Db;
import docket.platform.sql.Loader;
import docket.platform.sql.Turns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A graph in memory with one of each form that a field can have; its database does not exist. */
final class SmallGraph implements Feature {
    static final long MAXIMUM_COST = 5_000;
    private static final Map<UUID, Human> HUMANS = new TreeMap<>();
    private static final Map<UUID, Place> PLACES = new TreeMap<>();
    private static final List<Droid> DROIDS = new ArrayList<>();

    record Human(
            UUID id,
            String name,
            String kind,
            int age,
            @Nullable Double height,
            @Nullable Instant bornAt,
            @Nullable BigDecimal weight,
            @Nullable Long serial,
            List<String> nicknames,
            @Nullable UUID motherId,
            @Nullable UUID homeId) {}

    record Droid(
            String name,
            String kind,
            @Nullable String function,
            @Nullable UUID ownerId) {}

    record Place(UUID id, String name, @Nullable UUID mayorId) {}

    record Cell(int number) {}

    record Fault(String fine, int level) {}

    static {
        place(1, "Tatooine", 2);
        place(2, "Naboo 🪐", null);
        place(3, "ナブー", 4);
        human(1, "Luke", 19, 1.72, 3, 1);
        human(2, "Leia", 19, 1.5, 3, null);
        human(3, "Padmé", 27, null, null, 2);
        human(4, "Anakin", 22, 1.88, null, 1);
        human(5, "\"Han\"\n", 32, null, 2, 3);
        DROIDS.add(new Droid("R2-D2", "DROID", "Astromech", id(1)));
        DROIDS.add(new Droid("C-3PO", "DROID", null, null));
    }

    static UUID id(int number) {
        return new UUID(0, number);
    }

    static WiredSchema schema() {
        return WiredSchema.of(
                List.of(file("/graphql/schema.graphqls"), file("/small/small.graphqls")), List.of(new SmallGraph()));
    }

    static GraphEngine engine(WiredSchema schema) {
        return TestEngine.of(schema, SmallGraph::nowhere, MAXIMUM_COST);
    }

    static Db nowhere() {
        return new Db(new PGSimpleDataSource(), new Turns(1, Duration.ZERO), null);
    }

    static String file(String path) {
        try (var stream = Objects.requireNonNull(SmallGraph.class.getResourceAsStream(path), path)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void wire(Graph graph) {
        wireRoot(graph);
        wireFaults(graph);
        graph.value("Human", Human.class)
                .batch("friends", (parents, call) -> friends(parents))
                .toOne("home", Human::homeId, in(PLACES))
                .toOne("mother", Human::motherId, in(HUMANS))
                .toOne("strictMother", Human::motherId, in(HUMANS))
                .batch(
                        "greeting",
                        (parents, call) -> parents.stream()
                                .map(human -> "%s greets %s"
                                        .formatted(
                                                human.name(), call.arguments().values()))
                                .toList());
        graph.value("Droid", Droid.class)
                .batch("friends", (parents, call) -> friends(parents))
                .value("home", droid -> null)
                .toOne("owner", Droid::ownerId, in(HUMANS));
        graph.value("Place", Place.class)
                .toOne("mayor", Place::mayorId, in(HUMANS))
                .toOne("strictMayor", Place::mayorId, in(HUMANS))
                .batch(
                        "visitors",
                        (parents, call) -> parents.stream()
                                .map(place -> things().subList(
                                                0, Math.clamp(call.arguments().required("first", Integer.class), 0, 5)))
                                .toList())
                .value("cells", place -> Arrays.asList(List.of(new Cell(1)), null, Arrays.asList(null, new Cell(2))));
        graph.value("Cell", Cell.class)
                .value("oddOnly", cell -> cell.number() % 2 == 1 ? cell.number() : null)
                .value("place", cell -> PLACES.get(id(cell.number())));
    }

    private static void wireRoot(Graph graph) {
        graph.query("hero", call -> HUMANS.get(id(1)))
                .query(
                        "characters",
                        call -> Stream.concat(HUMANS.values().stream(), DROIDS.stream())
                                .toList())
                .query("things", call -> things())
                .query("human", call -> HUMANS.get(call.arguments().id("id", "Human")))
                .query(
                        "humans",
                        call -> HUMANS.values().stream()
                                .limit(Math.clamp(call.arguments().required("first", Integer.class), 0, 9))
                                .toList())
                .query("places", call -> List.copyOf(PLACES.values()))
                .query("matrix", call -> Arrays.asList(List.of(1, 2), null, Arrays.asList(3, null), List.of()))
                .query("strictMatrix", call -> List.of(List.of(1), Arrays.asList(2, null)))
                .query("grid", call -> List.of(List.of(new Cell(1), new Cell(3)), List.of(new Cell(5))))
                .query("looseGrid", call -> Arrays.asList(List.of(new Cell(1), new Cell(2)), null))
                .query("nothing", call -> null)
                .query("strictNothing", call -> null)
                .query("fault", call -> new Fault("fault", 1))
                .query("strictFault", call -> new Fault("strict", 1))
                .query("faults", call -> List.of(new Fault("first", 2), new Fault("second", 1)))
                .query("looseFaults", call -> List.of(new Fault("loose", 2), new Fault("looser", 1)))
                .query("kinds", call -> List.of("HUMAN", "DROID"))
                .query("echo", call -> sorted(call.arguments().values()).toString())
                .query("required", call -> sorted(call.arguments().values()).toString());
    }

    private static void wireFaults(Graph graph) {
        graph.value("Fault", Fault.class)
                .batch("thrown", SmallGraph::defect)
                .batch("strictThrown", SmallGraph::defect)
                .batch("refused", SmallGraph::refusal)
                .batch("strictRefused", SmallGraph::refusal)
                .value("missing", fault -> null)
                .value("strictMissing", fault -> null)
                .value("unknownKind", fault -> "WOOKIEE")
                .value("strictHole", fault -> Arrays.asList(1, null, 3))
                .value("hole", fault -> Arrays.asList(1, null, 3))
                .value("below", SmallGraph::below)
                .value("strictBelow", SmallGraph::below)
                .value("all", fault -> fault.level() > 2 ? null : List.of(new Fault("a", 3), new Fault("b", 3)));
    }

    private static @Nullable Fault below(Fault fault) {
        return fault.level() > 2 ? null : new Fault("below " + fault.fine(), fault.level() + 1);
    }

    private static List<?> defect(List<Fault> parents, FieldCall call) {
        throw new IllegalStateException("select secret from vault");
    }

    private static List<?> refusal(List<Fault> parents, FieldCall call) {
        return Collections.nCopies(
                parents.size(), new FieldFailure(GraphException.badInput("argument", "'argument' is wrong")));
    }

    private static List<?> friends(List<?> parents) {
        return parents.stream()
                .map(parent -> Stream.concat(HUMANS.values().stream(), DROIDS.stream())
                        .filter(other -> other != parent)
                        .limit(3)
                        .toList())
                .toList();
    }

    private static List<@Nullable Object> things() {
        return Arrays.asList(
                HUMANS.get(id(1)), DROIDS.getFirst(), PLACES.get(id(1)), HUMANS.get(id(5)), DROIDS.getLast());
    }

    private static Object sorted(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, Object>();
                map.forEach((key, element) -> sorted.put(String.valueOf(key), sorted(element)));
                yield sorted;
            }
            case List<?> list -> list.stream().map(SmallGraph::sorted).toList();
            default -> value;
        };
    }

    private static <V> Loader<UUID, V> in(Map<UUID, V> rows) {
        return new Loader<>() {
            @Override
            public Map<UUID, V> load(Db db, Collection<UUID> keys) {
                var found = new HashMap<>(rows);
                found.keySet().retainAll(keys);
                return found;
            }
        };
    }

    private static void human(
            int number,
            String name,
            int age,
            @Nullable Double height,
            @Nullable Integer mother,
            @Nullable Integer home) {
        var human = new Human(
                id(number),
                name,
                "HUMAN",
                age,
                height,
                height == null ? null : Instant.parse("1977-05-25T00:00:00.12345%dZ".formatted(number)),
                height == null ? null : new BigDecimal("80.50"),
                height == null ? null : 9_007_199_254_740_993L,
                number % 2 == 0 ? List.of() : List.of(name, name + "y"),
                mother == null ? null : id(mother),
                home == null ? null : id(home));
        HUMANS.put(human.id(), human);
    }

    private static void place(int number, String name, @Nullable Integer mayor) {
        PLACES.put(id(number), new Place(id(number), name, mayor == null ? null : id(mayor)));
    }
}

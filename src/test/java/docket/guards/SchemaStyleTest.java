package docket.guards;

import static org.assertj.core.api.Assertions.assertThat;

import docket.guards.SchemaFiles.Element;
import docket.guards.SchemaFiles.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The conventions of the schema: everything described, names that tell what they hold, one file per feature. */
class SchemaStyleTest {
    private static final Pattern PASCAL = Pattern.compile("[A-Z][A-Za-z0-9]*");
    private static final Pattern CAMEL = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern SCREAMING = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
    private static final Pattern PREDICATE =
            Pattern.compile("(is|has|was|were|can|may|needs|allows|applies)[A-Z]\\w*|or|eq");

    /** Terms of the law and names of dimensions, which would be others under other names. */
    private static final Set<String> TERMS = Set.of("Decision.automatedDetection", "MetricRow.week");

    /** What no feature owns. */
    private static final Set<String> SHARED = Set.of("schema", "vocabulary");

    @Test
    void everythingIsDescribed() throws IOException {
        assertThat(undescribed(SchemaFiles.elements())).isEmpty();
        assertThat(undescribed(SchemaFiles.elements("""
                type Thing { name(short: Boolean): String }
                enum Size { SMALL }
                input ThingFilter { name: String }
                """)))
                .containsExactly(
                        "Thing",
                        "Thing.name",
                        "Thing.name.short",
                        "Size",
                        "Size.SMALL",
                        "ThingFilter",
                        "ThingFilter.name");
    }

    private static List<String> undescribed(List<Element> elements) {
        return elements.stream()
                .filter(element ->
                        element.description() == null || element.description().isBlank())
                .map(Element::place)
                .toList();
    }

    @Test
    void descriptionsAreSentences() throws IOException {
        assertThat(SchemaFiles.elements().stream()
                        .filter(element -> !isSentence(String.valueOf(element.description())))
                        .map(Element::place))
                .as("descriptions begin with a capital or a figure and end with a full stop")
                .isEmpty();
    }

    private static boolean isSentence(String description) {
        return description.strip().matches("(?s)[\\p{Lu}\\d'\"`(].*[.)]");
    }

    /** Else a document of ten bulk decisions would be as cheap as ten names. */
    @Test
    void everyMutationHasItsPrice() throws IOException {
        var mutations = SchemaFiles.elements().stream()
                .filter(element ->
                        element.kind() == Kind.FIELD && element.place().startsWith("Mutation."))
                .toList();
        assertThat(mutations).isNotEmpty();
        assertThat(mutations.stream()
                        .filter(element -> element.directives().stream()
                                .noneMatch(directive -> directive.getName().equals("cost")))
                        .map(Element::place))
                .isEmpty();
    }

    /** The platform takes reasons for all mutations, and says by one word what is wrong with them. */
    @Test
    void whereAReasonIsGivenItCanBeWrong() throws IOException {
        var elements = SchemaFiles.elements();
        var types = elements.stream()
                .filter(element -> element.type() != null)
                .collect(Collectors.toMap(Element::place, Element::type, (first, same) -> first));
        var places = elements.stream().map(Element::place).collect(Collectors.toSet());
        var inputs = places.stream()
                .filter(place -> place.endsWith("Input.reason"))
                .map(place -> place.substring(0, place.length() - "Input.reason".length()))
                .toList();
        assertThat(inputs).hasSizeGreaterThan(20).allSatisfy(mutation -> {
            var error = types.get(mutation + "Payload.userErrors");
            assertThat(places).contains(types.get(error + ".code") + ".TEXT_INVALID");
        });
    }

    @Test
    void namesFollowTheirKind() throws IOException {
        assertThat(misnamed(SchemaFiles.elements())).isEmpty();
        assertThat(misnamed(SchemaFiles.elements(
                        "type thing { Name: Int deleted: Boolean made: DateTime day: Date } enum Size { small }")))
                .containsExactly("thing", "thing.Name", "thing.deleted", "thing.made", "thing.day", "Size.small");
    }

    private static List<String> misnamed(List<Element> elements) {
        return elements.stream()
                .filter(element -> !isWellNamed(element))
                .map(Element::place)
                .toList();
    }

    private static boolean isWellNamed(Element element) {
        return switch (element.kind()) {
            case TYPE -> PASCAL.matcher(element.name()).matches();
            case ENUM_VALUE -> SCREAMING.matcher(element.name()).matches();
            case FIELD -> CAMEL.matcher(element.name()).matches() && (tellsItsType(element) || isTerm(element.place()));
            case ARGUMENT, INPUT_FIELD -> CAMEL.matcher(element.name()).matches();
        };
    }

    /** A statement is shown under the column names of the law's own schema. */
    private static boolean isTerm(String place) {
        return TERMS.contains(place) || place.startsWith("Statement.");
    }

    private static boolean tellsItsType(Element field) {
        return switch (String.valueOf(field.type())) {
            case "Boolean" -> PREDICATE.matcher(field.name()).matches();
            case "DateTime" ->
                field.name().endsWith("At")
                        || field.name().equals("asOf")
                        || field.name().equals("from")
                        || field.name().equals("to");
            case "Date" -> field.name().endsWith("On");
            default -> true;
        };
    }

    @Test
    void scalarsSayWhereTheyAreSpecified() throws IOException {
        for (var file : SchemaFiles.files()) {
            assertThat(Files.readAllLines(file))
                    .filteredOn(line -> line.startsWith("scalar "))
                    .allMatch(line -> line.contains("@specifiedBy"));
        }
    }

    @Test
    void everyFileBelongsToAFeature() throws IOException {
        for (var file : SchemaFiles.files()) {
            var feature = file.getFileName().toString().replace(".graphqls", "");
            assertThat(SHARED.contains(feature) || Files.isDirectory(Path.of("src/main/java/docket", feature)))
                    .as("%s has no package docket.%s", file, feature)
                    .isTrue();
        }
    }

    @Test
    void everyMigrationBelongsToAFeature() throws IOException {
        try (var files = Files.list(Path.of("db/migration"))) {
            assertThat(files.map(file -> file.getFileName().toString()).map(name -> name.replaceFirst("\\.conf$", "")))
                    .allMatch(name -> name.matches("V\\d{3}__[a-z]+_[a-z0-9_]+\\.sql"))
                    .allMatch(name -> Files.isDirectory(
                            Path.of("src/main/java/docket", name.replaceAll("V\\d+__([a-z]+)_.*", "$1"))));
        }
    }

    /** A reader who has learnt one connection knows them all. */
    @Test
    void pagingArgumentsReadAlikeEverywhere() throws IOException {
        for (var argument : List.of("first", "after", "last", "before")) {
            assertThat(SchemaFiles.elements().stream()
                            .filter(element -> element.kind() == Kind.ARGUMENT
                                    && element.name().equals(argument))
                            .filter(element -> !element.place().startsWith("Query.search"))
                            .map(Element::description)
                            .distinct())
                    .as(argument)
                    .hasSize(1);
        }
    }
}

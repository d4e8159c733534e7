package docket.guards;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import docket.platform.graph.WiredSchema;
import docket.platform.sql.Entity;
import docket.testing.DocketTest;
import docket.testing.TestDatabase;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLTypeUtil;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A word of the domain is one word in the check of its column, in the schema, and in Java. */
@DocketTest
class VocabularyTest {
    private static final Pattern WORD = Pattern.compile("'([^']*)'::text");

    @Autowired
    WiredSchema schema;

    @Autowired
    TestDatabase database;

    @Test
    void columnsAndEnumsHaveTheSameWords() throws SQLException {
        var words = words();
        var problems = new ArrayList<String>();
        var compared = 0;
        for (var entity : Entities.all()) {
            var type = schema.schema().getObjectType(entity.type().getSimpleName());
            if (type == null) {
                continue;
            }
            for (var field : type.getFieldDefinitions()) {
                compared += compare(entity, field, words, problems);
            }
        }
        assertThat(problems).isEmpty();
        assertThat(compared).isGreaterThan(20);
    }

    private static int compare(
            Entity<?> entity, GraphQLFieldDefinition field, Map<String, Set<String>> words, List<String> problems) {
        var column = column(entity, field.getName());
        if (column == null) {
            return 0;
        }
        var checked = words.get(column);
        if (!(GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLEnumType enumType)) {
            if (checked != null) {
                problems.add("%s holds only %s, but the schema shows it as %s"
                        .formatted(column, checked, GraphQLTypeUtil.simplePrint(field.getType())));
            }
            return 0;
        }
        var shown = values(enumType);
        if (!shown.equals(checked)) {
            problems.add("%s allows %s, but %s has %s".formatted(column, checked, enumType.getName(), shown));
        }
        return 1;
    }

    private static @Nullable String column(Entity<?> entity, String field) {
        var isComponent = Arrays.stream(entity.type().getRecordComponents())
                .anyMatch(component -> component.getName().equals(field));
        var name = field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        var table = entity.table();
        return isComponent && table.field(name) != null
                ? Objects.requireNonNull(table.getSchema()).getName() + "." + table.getName() + "." + name
                : null;
    }

    private static Set<String> values(GraphQLEnumType type) {
        return type.getValues().stream()
                .map(GraphQLEnumValueDefinition::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The words that a column's check lists, by {@code schema.table.column}. */
    private Map<String, Set<String>> words() throws SQLException {
        var words = new TreeMap<String, Set<String>>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select format('%s.%s.%s', s.nspname, t.relname, a.attname), pg_get_constraintdef(c.oid)
                        from pg_constraint c
                        join pg_class t on t.oid = c.conrelid
                        join pg_namespace s on s.oid = t.relnamespace
                        join pg_attribute a on a.attrelid = t.oid and array[a.attnum] = c.conkey
                        where c.contype = 'c' and pg_get_constraintdef(c.oid) ~ '^CHECK \\(\\(\\w+ (= ANY|<@) \\(?ARRAY\\['
                        """)) {
            while (rows.next()) {
                var found = WORD.matcher(rows.getString(2))
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
                words.put(rows.getString(1), found);
            }
        }
        return words;
    }

    @Test
    void javaEnumsHaveTheWordsOfTheSchema() {
        var problems = new ArrayList<String>();
        new ClassFileImporter()
                .importPackages("docket").stream()
                        .filter(type -> type.isEnum()
                                && schema.schema().getType(type.getSimpleName()) instanceof GraphQLEnumType)
                        .filter(type -> !type.getPackageName().startsWith("docket.demo"))
                        .forEach(type -> {
                            var shown = values(
                                    Objects.requireNonNull(schema.schema().getTypeAs(type.getSimpleName())));
                            var own = Arrays.stream(type.reflect().getEnumConstants())
                                    .map(constant -> ((Enum<?>) constant).name())
                                    .collect(Collectors.toCollection(TreeSet::new));
                            if (!own.equals(shown)) {
                                problems.add("%s has %s, but the schema has %s".formatted(type.getName(), own, shown));
                            }
                        });
        assertThat(problems).isEmpty();
    }
}

package docket.platform.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Param;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The text of a statement and what goes into its places: values by name, or constants. jOOQ writes it once, not for each request.
 */
public final class Sql {
    private static final String KEYS = "keys";
    private static final String PLANNED_FOR_VALUES = "set local plan_cache_mode = force_custom_plan; ";
    private static final String MARK = "\u00a4";
    private static final Pattern PLACE = Pattern.compile(MARK + "([\\w.]+)");
    private static final DSLContext RENDERER = DSL.using(
            SQLDialect.POSTGRES,
            new Settings()
                    .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED)
                    .withRenderNamedParamPrefix(MARK));

    private final String text;
    private final List<Place> places;

    /** @param name of the value to bind; null where {@code constant} is bound */
    private record Place(@Nullable String name, @Nullable Object constant) {}

    private Sql(String text, List<Place> places) {
        this.text = text;
        this.places = places;
    }

    public static Sql of(ResultQuery<?> query) {
        var constants = RENDERER.extractBindValues(query);
        var places = new ArrayList<Place>();
        var text = PLACE.matcher(RENDERER.renderNamedParams(query)).replaceAll(match -> {
            var name = match.group(1);
            var isConstant = Character.isDigit(name.charAt(0));
            places.add(isConstant ? new Place(null, constants.get(places.size())) : new Place(name, null));
            return "?";
        });
        return new Sql(text, List.copyOf(places));
    }

    static String text(ResultQuery<?> query) {
        return RENDERER.renderInlined(query);
    }

    /** The connections plan a statement once, whatever its values; this one is worth a plan of its own each time. */
    Sql plannedForItsValues() {
        return new Sql(PLANNED_FOR_VALUES + text, places);
    }

    /** A value to be bound by name. */
    public static <T> Param<T> value(String name, DataType<T> type) {
        return DSL.param(name, type);
    }

    /** The keys that a loader is asked for. */
    public static Param<UUID[]> keys() {
        return value(KEYS, SQLDataType.UUID.array());
    }

    public static Map<String, Object> keys(java.util.Collection<UUID> keys) {
        return Map.of(KEYS, keys.toArray(UUID[]::new));
    }

    String text() {
        return text;
    }

    List<@Nullable Object> values(Map<String, ?> named) {
        var values = new ArrayList<@Nullable Object>(places.size());
        for (var place : places) {
            values.add(place.name() == null ? place.constant() : required(named, place.name()));
        }
        return values;
    }

    private static Object required(Map<String, ?> named, String name) {
        var value = named.get(name);
        if (value == null) {
            throw new IllegalStateException("no value for " + name);
        }
        return value;
    }
}

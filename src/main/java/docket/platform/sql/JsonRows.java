package docket.platform.sql;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Rows as one value, which a statement takes apart with {@code jsonb_to_recordset}: as many as there are, its text stays. */
public final class JsonRows {
    private static final JsonMapper JSON = JsonMapper.shared();

    private JsonRows() {}

    public static Map<String, @Nullable Object> row(@Nullable Object... columnsAndValues) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (var index = 0; index < columnsAndValues.length; index += 2) {
            row.put(String.valueOf(columnsAndValues[index]), columnsAndValues[index + 1]);
        }
        return row;
    }

    public static String of(Collection<? extends Map<String, ? extends @Nullable Object>> rows) {
        return JSON.writeValueAsString(rows);
    }
}

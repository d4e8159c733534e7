package docket.decisions;

import docket.platform.request.Arguments;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The part of an input that says what is decided, as text between its planning and its applying. */
final class BulkTemplate {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> FIELDS =
            List.of("outcome", "clauses", "rationale", "sop", "locale", "sopPath", "actions");

    private BulkTemplate() {}

    static String text(Arguments input) {
        var kept = new LinkedHashMap<String, Object>();
        for (var field : FIELDS) {
            var value = input.values().get(field);
            if (value != null) {
                kept.put(field, plain(value));
            }
        }
        return JSON.writeValueAsString(kept);
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Map<?, ?> fields -> {
                var plain = new LinkedHashMap<String, Object>();
                fields.forEach((name, field) -> {
                    if (field != null) {
                        plain.put(String.valueOf(name), plain(field));
                    }
                });
                yield plain;
            }
            case List<?> elements ->
                elements.stream().map(element -> plain((Object) element)).toList();
            case Instant instant -> instant.toString();
            case Duration duration -> duration.toString();
            case BigDecimal number -> number.toPlainString();
            default -> value;
        };
    }

    static Arguments read(String text) {
        var fields = JSON.readValue(text, new TypeReference<HashMap<String, Object>>() {});
        fields.computeIfPresent(
                "actions",
                (name, actions) -> ((List<?>) actions)
                        .stream().map(action -> typed((Map<?, ?>) action)).toList());
        return new Arguments(fields);
    }

    private static Map<String, Object> typed(Map<?, ?> action) {
        var typed = new HashMap<String, Object>();
        action.forEach((name, value) -> typed.put(
                String.valueOf(name),
                switch (String.valueOf(name)) {
                    case "effectiveAt", "endsAt" -> Instant.parse(String.valueOf(value));
                    case "duration" -> Duration.parse(String.valueOf(value));
                    case "amount" -> new BigDecimal(String.valueOf(value));
                    default -> value;
                }));
        return typed;
    }
}

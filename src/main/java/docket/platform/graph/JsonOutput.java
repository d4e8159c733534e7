package docket.platform.graph;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/** Writes an answer straight from its result objects, without a tree of maps in between. */
final class JsonOutput {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonOutput() {}

    static void write(GraphResponse response, OutputStream out) throws IOException {
        try (var json = FACTORY.createGenerator(tools.jackson.core.ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            if (!response.errors().isEmpty()) {
                json.writeName("errors");
                value(json, response.errors());
            }
            if (response.executed()) {
                json.writeName("data");
                data(json, response);
            }
            if (!response.extensions().isEmpty()) {
                json.writeName("extensions");
                value(json, response.extensions());
            }
            json.writeEndObject();
        }
    }

    private static void data(JsonGenerator json, GraphResponse response) {
        var root = response.root();
        if (root == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        fields(json, root);
        json.writeEndObject();
    }

    private static void fields(JsonGenerator json, ResultObject object) {
        var fields = object.plan.fields();
        for (int slot = 0; slot < object.values.length; slot++) {
            json.writeName(fields.get(slot).key());
            value(json, object.values[slot]);
        }
    }

    private static void value(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case ResultObject object -> {
                json.writeStartObject();
                fields(json, object);
                json.writeEndObject();
            }
            case ResultObject.Elements elements -> value(json, elements.values());
            case List<?> elements -> {
                json.writeStartArray();
                elements.forEach(element -> value(json, element));
                json.writeEndArray();
            }
            case Map<?, ?> map -> {
                json.writeStartObject();
                map.forEach((key, element) -> {
                    json.writeName(String.valueOf(key));
                    value(json, element);
                });
                json.writeEndObject();
            }
            case Integer number -> json.writeNumber(number);
            case Short number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            default -> json.writeString(String.valueOf(plain(value)));
        }
    }

    /** A value as JSON's own types can hold it: decimals and instants become text, so that no client rounds them. */
    static Object plain(Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal.toPlainString();
            case Instant instant -> instant.toString();
            case Number number -> number;
            case Boolean flag -> flag;
            default -> value.toString();
        };
    }

    /** The answer as a tree of maps. */
    static Map<String, @Nullable Object> tree(ResultObject object) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        for (int slot = 0; slot < object.values.length; slot++) {
            tree.put(object.plan.fields().get(slot).key(), treeValue(object.values[slot]));
        }
        return tree;
    }

    private static @Nullable Object treeValue(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case ResultObject object -> tree(object);
            case ResultObject.Elements elements -> {
                var list = new ArrayList<@Nullable Object>();
                elements.values().forEach(element -> list.add(treeValue(element)));
                yield list;
            }
            case Map<?, ?> introspected -> introspected;
            default -> plain(value);
        };
    }
}

package docket.bench;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Whether an answer is what was asked for, told by its lists. The same list of the same object counts once, as it does in flat rows. */
final class Shape {
    private static final String[] IDS = {"id", "rowId", "nodeId"};

    private final Set<String> seen = new HashSet<>();
    private int rows;

    private Shape() {}

    /** @return how many elements its lists have together */
    static int rows(JsonNode answer, String who) {
        if (answer.has("errors") || !answer.path("data").isObject()) {
            var text = answer.toString();
            throw new Refused("%s answers with errors: %s"
                    .formatted(who, text.substring(0, Math.min(2_000, text.length()))));
        }
        answer.get("data").properties().forEach(field -> {
            if (field.getValue().isNull()) {
                throw new Refused("%s answers null for %s".formatted(who, field.getKey()));
            }
        });
        var shape = new Shape();
        shape.visit(answer.get("data"), "");
        return shape.rows;
    }

    private void visit(JsonNode node, String path) {
        var place = node.isObject() ? identity(node, path) : path;
        if (node.isArray() && seen.add(place)) {
            rows += node.size();
        }
        var index = 0;
        for (var element : node.isArray() ? node.values() : java.util.List.<JsonNode>of()) {
            visit(element, place + "/" + index++);
        }
        node.properties().forEach(field -> visit(field.getValue(), place + "." + field.getKey()));
    }

    private static String identity(JsonNode object, String path) {
        for (var name : IDS) {
            if (object.path(name).isString()) {
                return object.get(name).asString();
            }
        }
        return path;
    }
}

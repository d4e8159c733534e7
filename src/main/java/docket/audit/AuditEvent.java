package docket.audit;

import docket.platform.request.GlobalId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that was done or refused.
 *
 * @param entityId together with {@code entityType}, what was touched
 * @param before the row as JSON
 * @param after the row as JSON
 */
record AuditEvent(
        UUID id,
        Instant occurredAt,
        String action,
        String actorKind,
        String actor,
        @Nullable UUID tokenId,
        @Nullable String requestId,
        @Nullable String address,
        @Nullable String entityType,
        @Nullable UUID entityId,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable String document,
        int occurrences,
        @Nullable String before,
        @Nullable String after,
        int chain,
        long number,
        String hash) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param before as JSON; null: there was no row */
    record Change(
            String field, @Nullable String before, @Nullable String after) {}

    @Nullable
    String entity() {
        return entityType == null || entityId == null ? null : GlobalId.encode(entityType, entityId);
    }

    /** The columns that differ, in alphabetical order. */
    List<Change> changes() {
        var old = read(before);
        var now = read(after);
        var names = new TreeSet<>(old.propertyNames());
        names.addAll(now.propertyNames());
        var changes = new ArrayList<Change>();
        for (var name : names) {
            if (!old.path(name).equals(now.path(name))) {
                changes.add(new Change(camel(name), text(old, name), text(now, name)));
            }
        }
        return changes;
    }

    private static JsonNode read(@Nullable String row) {
        return row == null ? JSON.createObjectNode() : JSON.readTree(row);
    }

    private static @Nullable String text(JsonNode row, String name) {
        var value = row.get(name);
        return value == null ? null : value.toString();
    }

    /** As the graph would name it. */
    private static String camel(String column) {
        var name = new StringBuilder();
        for (var word : column.split("_")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}

package docket.decisions;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why one case of a bulk decision cannot be decided, and in words what would be right. */
record BulkFailure(BulkFault fault, String message) {
    /** Its columns of the row of an item; null: the case can be decided. */
    static void put(@Nullable BulkFailure failure, Map<String, @Nullable Object> row) {
        row.put("fault", failure == null ? null : failure.fault());
        row.put("message", failure == null ? null : failure.message());
    }
}

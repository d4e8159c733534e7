package docket.demo;

import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.postgresql.copy.CopyManager;

/** A batch of rows of all tables. */
final class Rows {
    private final Map<Table, RowBuffer> buffers = new EnumMap<>(Table.class);

    Rows() {
        for (var table : Table.values()) {
            buffers.put(table, new RowBuffer(table));
        }
    }

    /** Begins a row; its values follow in the order of the table's columns. */
    RowBuffer add(Table table) {
        return buffer(table).begin();
    }

    int count(Table table) {
        return buffer(table).rows();
    }

    void clear() {
        buffers.values().forEach(RowBuffer::clear);
    }

    void copyTo(CopyManager copies) throws SQLException, IOException {
        for (var table : Table.values()) {
            var buffer = buffer(table);
            if (buffer.rows() > 0) {
                buffer.end();
                var copy = copies.copyIn(table.copy());
                copy.writeToCopy(buffer.bytes(), 0, buffer.size());
                copy.endCopy();
            }
        }
    }

    @SuppressWarnings("NullAway") // every table has its buffer
    private RowBuffer buffer(Table table) {
        return buffers.get(table);
    }
}

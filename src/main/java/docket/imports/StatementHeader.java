package docket.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where each column stands. The order is free; what is there must be known, and once. */
final class StatementHeader {
    private static final int FIRST_LINE = 1;
    private static final int MOST_COLUMNS = 200;

    private final Map<StatementColumn, Integer> positions = new EnumMap<>(StatementColumn.class);
    private final List<String> titles = new ArrayList<>();
    private final List<Rejection> faults = new ArrayList<>();

    static StatementHeader read(CsvRecords records) throws IOException {
        var header = new StatementHeader();
        if (!records.next()) {
            header.fault(null, "the file is empty", null);
        } else if (records.fields().damage() != null) {
            header.fault(null, "the first line " + records.fields().damage(), null);
        } else {
            header.addAll(records.fields());
        }
        return header;
    }

    private void addAll(CsvFields fields) {
        for (int position = 0; position < Math.min(fields.count(), MOST_COLUMNS); position++) {
            add(fields.text(position), position);
        }
        if (positions.isEmpty()) {
            faults.clear();
            fault(null, "the first line names no column of a statement", null);
            return;
        }
        Arrays.stream(StatementColumn.values())
                .filter(StatementColumn::isInEverySchema)
                .filter(column -> !positions.containsKey(column))
                .forEach(column -> fault(column.title(), "is missing", null));
    }

    private void add(@Nullable String title, int position) {
        titles.add(String.valueOf(title));
        var column = title == null ? null : StatementColumn.of(title);
        if (column == null) {
            fault(null, "column %d is unknown".formatted(position + 1), title);
        } else if (positions.putIfAbsent(column, position) != null) {
            fault(column.title(), "stands there twice", title);
        }
    }

    private void fault(@Nullable String column, String reason, @Nullable String value) {
        faults.add(new Rejection(FIRST_LINE, column, reason, value));
    }

    /** Why the file cannot be read; empty: it can. */
    List<Rejection> faults() {
        return faults;
    }

    int count() {
        return titles.size();
    }

    /** @return -1 if the file has no such column */
    int position(StatementColumn column) {
        return positions.getOrDefault(column, -1);
    }

    @Nullable
    String title(int position) {
        return position < titles.size() ? titles.get(position) : null;
    }
}

package docket.imports;

import docket.imports.Check.Refused;
import docket.imports.PublishedColumns.PublishedColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One statement of a file: its values by column, checked. One object is used for all rows of a file in turn. */
final class StatementRow {
    private static final int MOST_REMEMBERED = 1000;
    private static final int LONGEST_REMEMBERED = 1000;

    private final StatementHeader header;
    private final @Nullable Object[] values = new @Nullable Object[StatementColumn.values().length];
    private final List<Map<String, Object>> remembered = new ArrayList<>();
    private final List<Rejection> faults = new ArrayList<>();
    private long line;

    StatementRow(StatementHeader header) {
        this.header = header;
        PublishedColumns.ALL.forEach(column -> remembered.add(new HashMap<>()));
    }

    /** @return why the row is refused; empty: it is good */
    List<Rejection> read(CsvFields fields, long line) {
        this.line = line;
        faults.clear();
        Arrays.fill(values, null);
        if (fields.damage() != null) {
            faults.add(damage(fields, fields.damage()));
        } else if (fields.count() != header.count()) {
            fault(null, "has %d fields, not the %d of the header".formatted(fields.count(), header.count()), null);
        } else {
            PublishedColumns.ALL.forEach(column -> readColumn(fields, column));
        }
        if (faults.isEmpty()) {
            StatementRules.ALL.forEach(rule -> rule.check(this));
        }
        return faults;
    }

    @Nullable
    Object value(StatementColumn column) {
        return values[column.ordinal()];
    }

    @Nullable
    String text(StatementColumn column) {
        return (String) value(column);
    }

    /** Of a column that every good row has. */
    String required(StatementColumn column) {
        return String.valueOf(value(column));
    }

    @SuppressWarnings("unchecked")
    List<String> codes(StatementColumn column) {
        var codes = (List<String>) value(column);
        return codes == null ? List.of() : codes;
    }

    void fault(@Nullable StatementColumn column, String reason, @Nullable String value) {
        faults.add(new Rejection(line, column == null ? null : column.title(), reason, value));
    }

    private Rejection damage(CsvFields fields, String damage) {
        var last = fields.count() - 1;
        return new Rejection(line, header.title(last), damage, fields.lenientText(last));
    }

    private void readColumn(CsvFields fields, PublishedColumn column) {
        var position = header.position(column.column());
        if (position < 0) {
            return;
        }
        var text = fields.text(position);
        if (text == null) {
            fault(column.column(), "is not UTF-8", fields.lenientText(position));
        } else if (text.indexOf('\0') >= 0) {
            fault(column.column(), "holds a NUL character", text);
        } else {
            readText(column, text);
        }
    }

    private void readText(PublishedColumn column, String text) {
        try {
            var value = text.isBlank() ? List.of() : checked(column, text);
            if (!(value instanceof List<?> none && none.isEmpty())) {
                values[column.column().ordinal()] = value;
            } else if (column.isRequired()) {
                fault(column.column(), "is required", null);
            }
        } catch (Refused refused) {
            fault(column.column(), refused.reason(), refused.part() == null ? text : refused.part());
        }
    }

    /** Dates and arrays repeat from row to row; to parse them once is what most of the speed comes from. */
    private Object checked(PublishedColumn column, String text) throws Refused {
        if (!column.isRepetitive() || text.length() > LONGEST_REMEMBERED) {
            return column.check().value(text);
        }
        var known = remembered.get(column.column().ordinal());
        var value = known.get(text);
        if (value == null) {
            value = column.check().value(text);
            if (known.size() >= MOST_REMEMBERED) {
                known.clear();
            }
            known.put(text, value);
        }
        return value;
    }
}

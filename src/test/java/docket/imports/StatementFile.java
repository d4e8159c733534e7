package docket.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A file of statements, written row by row; each row is good until something in it is changed. */
final class StatementFile {
    private final String platform = "Platform " + UUID.randomUUID();
    private final List<StatementColumn> columns;
    private final StringBuilder text = new StringBuilder();
    private int rows;

    private StatementFile(List<StatementColumn> columns) {
        this.columns = columns;
        text.append(columns.stream().map(StatementColumn::title).collect(Collectors.joining(",")))
                .append('\n');
    }

    static StatementFile v2() {
        return new StatementFile(List.of(StatementColumn.values()));
    }

    static StatementFile v1() {
        return new StatementFile(Arrays.stream(StatementColumn.values())
                .filter(StatementColumn::isInEverySchema)
                .toList());
    }

    static StatementFile in(List<StatementColumn> order) {
        return new StatementFile(order);
    }

    /** The name that all rows carry, and no other file. */
    String platform() {
        return platform;
    }

    StatementFile good(int count) {
        for (int index = 0; index < count; index++) {
            row(Map.of());
        }
        return this;
    }

    StatementFile row(StatementColumn column, String value) {
        return row(Map.of(column, value));
    }

    StatementFile row(Map<StatementColumn, String> changes) {
        var values = new ArrayList<String>();
        var row = goodRow();
        row.putAll(changes);
        columns.forEach(column -> values.add(quoted(row.getOrDefault(column, ""))));
        return line(String.join(",", values));
    }

    StatementFile line(String line) {
        text.append(line).append('\n');
        rows++;
        return this;
    }

    private EnumMap<StatementColumn, String> goodRow() {
        var row = new EnumMap<StatementColumn, String>(StatementColumn.class);
        row.put(StatementColumn.UUID, UUID.randomUUID().toString());
        row.put(StatementColumn.DECISION_VISIBILITY, "[\"DECISION_VISIBILITY_CONTENT_REMOVED\"]");
        row.put(StatementColumn.DECISION_GROUND, "DECISION_GROUND_INCOMPATIBLE_CONTENT");
        row.put(StatementColumn.INCOMPATIBLE_CONTENT_GROUND, "Terms 4.1");
        row.put(StatementColumn.INCOMPATIBLE_CONTENT_EXPLANATION, "The terms, \"as published\", do not allow it.");
        row.put(StatementColumn.CATEGORY, "STATEMENT_CATEGORY_SCAMS_AND_FRAUD");
        row.put(StatementColumn.CONTENT_TYPE, "[\"CONTENT_TYPE_PRODUCT\"]");
        row.put(StatementColumn.CONTENT_DATE, "2025-09-01 00:00:00");
        row.put(StatementColumn.APPLICATION_DATE, "2025-09-03 00:00:00");
        row.put(StatementColumn.DECISION_FACTS, "Found in a check of new offers.");
        row.put(StatementColumn.SOURCE_TYPE, "SOURCE_VOLUNTARY");
        row.put(StatementColumn.AUTOMATED_DETECTION, "Yes");
        row.put(StatementColumn.AUTOMATED_DECISION, "AUTOMATED_DECISION_FULLY");
        row.put(StatementColumn.PLATFORM_NAME, platform);
        row.put(StatementColumn.PLATFORM_UID, "00" + rows);
        row.put(StatementColumn.CREATED_AT, "2025-09-04 08:15:00");
        return row;
    }

    private static String quoted(String value) {
        return value.matches("[\\w.:-]*") ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    String text() {
        return text.toString();
    }
}

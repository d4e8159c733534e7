package docket.demo;

import static docket.demo.History.END;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Business calendars with their hours and holidays. */
final class Calendars {
    record Calendar(UUID id, WorkingTime hours) {}

    private Calendars() {}

    static Map<String, Calendar> write(Rows rows, Dice dice, long founded) {
        var calendars = new HashMap<String, Calendar>();
        var holidays = Sheet.read("holidays.tsv").stream()
                .filter(line -> History.at(line.text(1)) < END + 90 * History.DAY)
                .collect(Collectors.groupingBy(line -> line.text(0)));
        for (var line : Sheet.read("calendars.tsv")) {
            var id = dice.id(founded);
            rows.add(Table.BUSINESS_CALENDAR)
                    .id(id)
                    .text(line.text(0))
                    .text(line.text(1))
                    .text(line.text(2))
                    .time(founded);
            for (var weekday = 1; weekday <= line.number(5); weekday++) {
                rows.add(Table.CALENDAR_HOURS)
                        .id(id)
                        .number(weekday)
                        .number(line.number(3))
                        .number(line.number(4));
            }
            var closed = holidays.getOrDefault(line.text(0), List.of());
            for (var day : closed) {
                rows.add(Table.CALENDAR_HOLIDAY)
                        .id(id)
                        .date(History.at(day.text(1)))
                        .text(day.text(2))
                        .time(founded);
            }
            calendars.put(line.text(0), new Calendar(id, hours(line, closed)));
        }
        return calendars;
    }

    private static WorkingTime hours(Sheet.Line line, List<Sheet.Line> holidays) {
        return new WorkingTime(
                ZoneId.of(line.text(2)),
                line.number(3),
                line.number(4),
                line.number(5),
                holidays.stream().map(day -> LocalDate.parse(day.text(1))).collect(Collectors.toSet()));
    }
}

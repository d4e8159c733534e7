package docket.sla;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The open stretches of one local year on the line of time, in microseconds, with what has counted before each. */
final class WorkingYear {
    /** More than any zone is away from UTC. */
    private static final long MARGIN_SECONDS = 2 * 86_400L;

    private final int number;
    private final long[] opens;
    private final long[] closes;
    private final long[] before;

    private WorkingYear(int number, List<Piece> pieces) {
        this.number = number;
        opens = pieces.stream().mapToLong(Piece::opens).toArray();
        closes = pieces.stream().mapToLong(Piece::closes).toArray();
        before = new long[opens.length + 1];
        for (var i = 0; i < opens.length; i++) {
            before[i + 1] = before[i] + closes[i] - opens[i];
        }
    }

    private record Piece(long opens, long closes) {}

    /** A time during which the zone's offset is the same, in seconds since 1970. */
    private record Span(long from, long to, int offset) {}

    static WorkingYear of(int number, WorkingHours hours) {
        var spans = spans(number, hours);
        var pieces = new ArrayList<Piece>();
        for (var day = LocalDate.of(number, 1, 1); day.getYear() == number; day = day.plusDays(1)) {
            if (hours.holidays().containsKey(day)) {
                continue;
            }
            for (var stretch : hours.week()) {
                if (stretch.weekday() == day.getDayOfWeek().getValue()) {
                    lay(day, stretch, spans, pieces);
                }
            }
        }
        pieces.sort(Comparator.comparingLong(Piece::opens));
        return new WorkingYear(number, pieces);
    }

    private static List<Span> spans(int number, WorkingHours hours) {
        var rules = hours.zone().getRules();
        var from = LocalDate.of(number, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC) - MARGIN_SECONDS;
        var end = LocalDate.of(number, 12, 31).atStartOfDay().toEpochSecond(ZoneOffset.UTC) + 2 * MARGIN_SECONDS;
        var spans = new ArrayList<Span>();
        while (from < end) {
            var next = rules.nextTransition(Instant.ofEpochSecond(from));
            var to = next == null ? end : Math.min(end, next.toEpochSecond());
            spans.add(new Span(
                    from, to, rules.getOffset(Instant.ofEpochSecond(from)).getTotalSeconds()));
            from = to;
        }
        return spans;
    }

    /** The instants at which a wall shows that day and a time of the stretch. */
    private static void lay(LocalDate day, WorkingHours.Stretch stretch, List<Span> spans, List<Piece> pieces) {
        var midnight = day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        for (var span : spans) {
            var from = Math.max(midnight + stretch.opensMinute() * 60L - span.offset(), span.from());
            var to = Math.min(midnight + stretch.closesMinute() * 60L - span.offset(), span.to());
            if (from < to) {
                pieces.add(new Piece(Micros.ofSeconds(from), Micros.ofSeconds(to)));
            }
        }
    }

    int number() {
        return number;
    }

    int size() {
        return opens.length;
    }

    long opens(int index) {
        return opens[index];
    }

    long closes(int index) {
        return closes[index];
    }

    /** All that counts in the year. */
    long total() {
        return before[opens.length];
    }

    /** What has counted of the year until then. */
    long elapsed(long instant) {
        var index = Arrays.binarySearch(opens, instant);
        var last = index >= 0 ? index : -index - 2;
        return last < 0 ? 0 : before[last] + Math.min(instant, closes[last]) - opens[last];
    }

    /** The first instant at which so much has counted, more than nothing and not more than the total. */
    long at(long counted) {
        var index = Arrays.binarySearch(before, counted);
        var stretch = (index >= 0 ? index : -index - 1) - 1;
        return opens[stretch] + counted - before[stretch];
    }

    int firstNotOver(long instant) {
        var index = Arrays.binarySearch(closes, instant);
        return index >= 0 ? index + 1 : -index - 1;
    }
}

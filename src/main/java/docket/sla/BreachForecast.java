package docket.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many open clocks of a queue run out when. */
record BreachForecast(Instant asOf, int open, int late, int waiting, List<Hour> hours) {

    /** @param exposure null: no clock is open */
    record Hour(
            Instant beginsAt,
            Instant endsAt,
            int due,
            @Nullable Double exposure) {}

    /** The rows of the query count clocks by the hour in which they are due; these stand for the others. */
    static final int WAITING = -2;

    static final int LATE = -1;

    /** @param counts by hour from now on, beginning with 0 */
    static BreachForecast of(Instant asOf, Map<Integer, Integer> counts, int hours) {
        var open = counts.values().stream().mapToInt(Integer::intValue).sum();
        var forecast = new ArrayList<Hour>(hours);
        var due = 0;
        for (var hour = 0; hour < hours; hour++) {
            var begin = asOf.plus(Duration.ofHours(hour));
            var count = counts.getOrDefault(hour, 0);
            due += count;
            forecast.add(
                    new Hour(begin, begin.plus(Duration.ofHours(1)), count, open == 0 ? null : (double) due / open));
        }
        return new BreachForecast(
                asOf, open, counts.getOrDefault(LATE, 0), counts.getOrDefault(WAITING, 0), List.copyOf(forecast));
    }
}

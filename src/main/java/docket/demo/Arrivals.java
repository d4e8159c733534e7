package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.END;
import static docket.demo.History.HOUR;
import static docket.demo.History.START;
import static docket.demo.History.SURGE;

import java.util.Arrays;

/** When cases come in: slow growth, quiet nights and week-ends, two great sales of which the last one is not yet over. */
final class Arrivals {
    private static final long SALE_2025 = History.at("2025-11-01");

    private final int cases;
    private final double[] expected;

    Arrivals(int cases) {
        this.cases = cases;
        expected = new double[(int) ((END - START) / HOUR) + 1];
        for (var hour = 1; hour < expected.length; hour++) {
            expected[hour] = expected[hour - 1] + intensity(START + (hour - 1) * HOUR);
        }
    }

    /** Rises with the index. */
    long receivedAt(int index) {
        var position = (index + Dice.of("arrival", index).unit()) / cases * expected[expected.length - 1];
        var found = Arrays.binarySearch(expected, position);
        var hour = Math.min(found >= 0 ? found : -found - 2, expected.length - 2);
        var share = (position - expected[hour]) / (expected[hour + 1] - expected[hour]);
        return START + hour * HOUR + (long) (share * (HOUR - 1));
    }

    private static double intensity(long time) {
        var growth = 0.7 + 0.6 * (time - START) / (END - START);
        var hour = time / HOUR % 24;
        var daytime = hour < 14 ? 1.15 : 0.8;
        var weekday = (time / DAY + 3) % 7 >= 5 ? 0.8 : 1.0;
        return growth * daytime * weekday * sale(time);
    }

    private static double sale(long time) {
        if (time >= SURGE) {
            return 6;
        }
        return time >= SALE_2025 && time < SALE_2025 + 20 * DAY ? 1.8 : 1;
    }
}

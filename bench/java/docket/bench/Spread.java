package docket.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The median of the rounds, and how far they lie apart. */
record Spread(double median, double least, double most) {

    static <T> Spread of(List<T> cells, ToDoubleFunction<T> figure) {
        var sorted = cells.stream().mapToDouble(figure).sorted().toArray();
        var n = sorted.length;
        return n == 0
                ? new Spread(Double.NaN, Double.NaN, Double.NaN)
                : new Spread((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
    }
}

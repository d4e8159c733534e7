package docket.demo;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Picks each choice in proportion to its weight. */
final class Weighted<T> {
    private final List<T> choices;
    private final double[] cumulated;

    Weighted(List<T> choices, ToDoubleFunction<T> weight) {
        this.choices = List.copyOf(choices);
        this.cumulated = new double[choices.size()];
        var sum = 0.0;
        for (var i = 0; i < cumulated.length; i++) {
            sum += weight.applyAsDouble(choices.get(i));
            cumulated[i] = sum;
        }
    }

    T pick(Dice dice) {
        var point = dice.unit() * cumulated[cumulated.length - 1];
        var i = 0;
        while (cumulated[i] <= point) {
            i++;
        }
        return choices.get(i);
    }
}

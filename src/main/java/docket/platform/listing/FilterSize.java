package docket.platform.listing;

import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How large a filter is, in each way in which a short text can mean a long statement.
 *
 * @param comparisons operators with a value, those inside {@code or} included
 * @param levels of {@code or}
 */
record FilterSize(int comparisons, int levels) {
    private static final int MAX_COMPARISONS = 200;
    private static final int MAX_LEVELS = 3;

    static void require(Map<String, Object> filter) {
        var size = of(filter);
        require(
                size.levels(),
                MAX_LEVELS,
                "'filter' nests 'or' %d levels deep, the limit is %d: write the branches out");
        require(
                size.comparisons(),
                MAX_COMPARISONS,
                "'filter' holds %d comparisons, the limit is %d: put values of one field into 'in', or ask in several requests");
    }

    private static void require(int value, int maximum, String message) {
        if (value > maximum) {
            throw new GraphException(
                    ErrorCode.BAD_USER_INPUT,
                    message.formatted(value, maximum),
                    Map.of("argument", "filter", "limit", "filter", "value", value, "maximum", maximum));
        }
    }

    private static FilterSize of(Map<?, ?> filter) {
        var comparisons = 0;
        var levels = 0;
        for (var entry : filter.entrySet()) {
            if (entry.getValue() instanceof Map<?, ?> operators) {
                comparisons += (int)
                        operators.values().stream().filter(Objects::nonNull).count();
            } else if (entry.getValue() instanceof List<?> branches) {
                levels = Math.max(levels, 1);
                for (var branch : branches) {
                    var inner = of((Map<?, ?>) branch);
                    comparisons += inner.comparisons();
                    levels = Math.max(levels, 1 + inner.levels());
                }
            }
        }
        return new FilterSize(comparisons, levels);
    }
}

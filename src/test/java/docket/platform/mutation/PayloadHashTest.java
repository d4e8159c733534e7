package docket.platform.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two inputs have one hash when they ask for the same, and only then. */
class PayloadHashTest {
    private static String hash(Map<String, Object> input) {
        return HexFormat.of().formatHex(PayloadHash.of("do", input));
    }

    @Test
    void isTheSameInAnyOrderAndUnderAnyKey() {
        var one = new LinkedHashMap<String, Object>();
        one.put("idempotencyKey", "1");
        one.put("a", 1);
        one.put("b", List.of("x", "y"));
        var other = new LinkedHashMap<String, Object>();
        other.put("b", List.of("x", "y"));
        other.put("c", null);
        other.put("a", 1);
        other.put("idempotencyKey", "2");
        assertThat(hash(one)).isEqualTo(hash(other));
    }

    @Test
    void tellsInputsApart() {
        var inputs = Stream.<Map<String, Object>>of(
                Map.of(),
                Map.of("a", ""),
                Map.of("a", "1:x", "b", "y"),
                Map.of("a", "1", "b", "xy"),
                Map.of("a", List.of("x", "y")),
                Map.of("a", List.of("xy")),
                Map.of("a", List.of()),
                Map.of("a", List.of(List.of("x"), "y")),
                Map.of("a", Map.of("x", "y")),
                new HashMap<>(Map.of("a", Arrays.asList("x", null))));
        assertThat(inputs.map(PayloadHashTest::hash)).doesNotHaveDuplicates();
        assertThat(PayloadHash.of("do", Map.of())).isNotEqualTo(PayloadHash.of("undo", Map.of()));
    }
}

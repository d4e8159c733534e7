package docket.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts of the demo data: tab-separated files below db/demo, a comment line first where columns need names, {@code -} for nothing. */
final class Sheet {
    record Line(List<String> cells) {
        String text(int column) {
            return cells.get(column);
        }

        @Nullable
        String optional(int column) {
            return cells.get(column).equals("-") ? null : cells.get(column);
        }

        int number(int column) {
            return Integer.parseInt(cells.get(column));
        }

        List<String> list(int column, String separator) {
            return List.of(cells.get(column).split(separator));
        }
    }

    private Sheet() {}

    static List<Line> read(String name) {
        try (var stream = Sheet.class.getResourceAsStream("/db/demo/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("no db/demo/" + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> new Line(Arrays.asList(line.split("\t", -1))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

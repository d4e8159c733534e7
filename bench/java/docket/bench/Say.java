package docket.bench;

import java.util.Locale;

/** The console. */
final class Say {
    private Say() {}

    @SuppressWarnings("SystemOut")
    static void line(String line) {
        System.out.println(line);
    }

    static void line(String format, Object... arguments) {
        line(String.format(Locale.ROOT, format, arguments));
    }
}

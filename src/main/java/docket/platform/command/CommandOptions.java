package docket.platform.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;

/** What stands behind {@code --name=} on the command line. */
public final class CommandOptions {
    private CommandOptions() {}

    /** As often as it was given. */
    public static List<String> all(ApplicationArguments arguments, String name) {
        var values = arguments.getOptionValues(name);
        return values == null ? List.of() : values;
    }

    /** Of several the last; null: not given. */
    public static @Nullable String last(ApplicationArguments arguments, String name) {
        var values = all(arguments, name);
        return values.isEmpty() ? null : values.getLast();
    }
}

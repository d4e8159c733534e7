package docket.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Silences the log of a class whose complaints a test provokes. */
public final class Quiet {
    /** Held, since the log manager forgets the level of a logger that nobody holds. */
    private static final Map<String, Logger> HELD = new HashMap<>();

    private Quiet() {}

    public static void about(Class<?> type) {
        HELD.computeIfAbsent(type.getName(), Logger::getLogger).setLevel(Level.OFF);
    }

    public static void noMore(Class<?> type) {
        HELD.computeIfAbsent(type.getName(), Logger::getLogger).setLevel(null);
    }
}

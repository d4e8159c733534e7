package docket.demo;

import java.util.function.Consumer;

/** Tells how far the load is, every few seconds. */
final class Progress {
    private static final long INTERVAL = 5_000_000_000L;

    private final Consumer<String> listener;
    private final long started = System.nanoTime();
    private long toldAt = started;

    Progress(Consumer<String> listener) {
        this.listener = listener;
    }

    void step(String part, int done, int of) {
        var now = System.nanoTime();
        if (now - toldAt > INTERVAL) {
            toldAt = now;
            tell("%s: %,d of %,d (%d %%)".formatted(part, done, of, 100L * done / of));
        }
    }

    void tell(String line) {
        listener.accept("Demo data, %d s: %s".formatted((System.nanoTime() - started) / 1_000_000_000L, line));
    }
}

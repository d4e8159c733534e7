package docket.demo;

import java.util.function.Consumer;

/** Tells how far the load is: a line for each tenth of a part, but not more than one a second. */
final class Progress {
    private final Consumer<String> listener;
    private final long started = System.nanoTime();
    private long toldAt = started;

    Progress(Consumer<String> listener) {
        this.listener = listener;
    }

    void step(String part, int done, int of) {
        var now = System.nanoTime();
        var due = now - toldAt > 5_000_000_000L || (done == of && now - toldAt > 1_000_000_000L);
        if (due) {
            toldAt = now;
            tell("%s: %,d of %,d (%d %%)".formatted(part, done, of, 100L * done / of));
        }
    }

    void tell(String line) {
        listener.accept("Demo data, %d s: %s".formatted((System.nanoTime() - started) / 1_000_000_000L, line));
    }
}

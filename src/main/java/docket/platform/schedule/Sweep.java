package docket.platform.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Looks for everything that is due, and does it: a bean of a feature. Of all servers of a database one runs it at a time, at once after a start and then
 * so long after its last end. As it looks for whatever is due by now, what fell into a downtime is done by the first one after it.
 *
 * <p>It may end anywhere and be run again, so that its work is one transaction, or several that each leave nothing half done. Its transactions have
 * timeouts; what it does not get done in one turn, the next one does.
 *
 * @param name lasting, kebab-case: servers know it by that
 * @param every between the end of one turn and the next
 * @param work is told the time by which things are due
 */
public record Sweep(String name, Duration every, Consumer<Instant> work) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public Sweep {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no name of a sweep: kebab-case, such as sla-alerts".formatted(name));
        }
        if (every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("%s would hardly rest: a second at least".formatted(name));
        }
    }
}

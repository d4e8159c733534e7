package docket.platform.schedule;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Runs the sweeps behind a server that serves; commands run none. */
@Component
@ConditionalOnWebApplication
class SweepRunner implements DisposableBean {
    private final DataSource dataSource;
    private final List<Sweep> sweeps;
    private final @Nullable Clock clock;
    private final boolean isWanted;
    private boolean hasEnded;
    private @Nullable Schedule running;

    SweepRunner(
            DataSource dataSource,
            List<Sweep> sweeps,
            ObjectProvider<Clock> clock,
            @Value("${docket.schedule.run:true}") boolean isWanted) {
        this.dataSource = dataSource;
        this.sweeps = sweeps;
        this.clock = clock.getIfAvailable();
        this.isWanted = isWanted;
    }

    /** On a thread of its own: nobody waits for it at the start. */
    @EventListener(ApplicationReadyEvent.class)
    void run() {
        if (isWanted && !sweeps.isEmpty()) {
            Thread.ofVirtual().name("sweeps").start(this::start);
        }
    }

    private synchronized void start() {
        if (!hasEnded && running == null) {
            running = clock == null ? Schedule.start(dataSource, sweeps) : Schedule.start(dataSource, clock, sweeps);
        }
    }

    @Override
    public synchronized void destroy() {
        hasEnded = true;
        if (running != null) {
            running.close();
            running = null;
        }
    }
}

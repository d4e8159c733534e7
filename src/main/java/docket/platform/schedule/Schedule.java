package docket.platform.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;

/** The sweeps of one server, run in turn with those of the others. */
public final class Schedule implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Schedule.class.getName());

    /** How late a sweep may be that is due. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** A server that has not been heard of for so many of these has died, and others take over what it was at. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(5);
    private static final int THREADS = 2;
    private static final boolean TIMES_IN_UTC = false;

    /** Shares of the threads: below the first, more is fetched, up to the second. */
    private static final double FETCH_BELOW = 0.5;

    private static final double FETCH_UP_TO = 1.0;

    private final Scheduler scheduler;

    private Schedule(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** By the database's time, which all servers share: one whose own clock is ahead would find due what is not. */
    public static Schedule start(DataSource dataSource, List<Sweep> sweeps) {
        return start(dataSource, new DatabaseClock(dataSource), sweeps);
    }

    /** @param clock tells what is due */
    public static Schedule start(DataSource dataSource, Clock clock, List<Sweep> sweeps) {
        var tasks = sweeps.stream().map(sweep -> task(sweep, clock)).toList();
        var scheduler = Scheduler.create(dataSource)
                .startTasks(tasks)
                .tableName("platform.scheduled_task")
                .schedulerName(new SchedulerName.Fixed("docket-" + UUID.randomUUID()))
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, TIMES_IN_UTC))
                .pollUsingLockAndFetch(FETCH_BELOW, FETCH_UP_TO)
                .threads(THREADS)
                .clock(clock instanceof DatabaseClock ? Instant::now : clock::instant)
                .pollingInterval(LOOK_EVERY)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(PATIENCE_AT_THE_END)
                .failureLogging(LogLevel.WARN, true)
                .build();
        scheduler.start();
        return new Schedule(scheduler);
    }

    private static RecurringTask<Void> task(Sweep sweep, Clock clock) {
        return Tasks.recurring(sweep.name(), Schedules.fixedDelay(sweep.every()))
                .execute((instance, context) -> run(sweep, clock));
    }

    /** What failed is done by the next turn. */
    private static void run(Sweep sweep, Clock clock) {
        try {
            sweep.work().accept(clock.instant());
        } catch (DataAccessException away) {
            LOG.log(System.Logger.Level.WARNING, "{0} waits for its next turn: {1}", sweep.name(), away.getMessage());
        }
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}

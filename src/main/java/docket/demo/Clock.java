package docket.demo;

import static docket.demo.History.END;
import static docket.demo.History.INFINITY;
import static docket.demo.History.MINUTE;
import static docket.demo.History.NEVER;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One promise running on one thing. */
final class Clock {
    private record Pause(String reason, long from, long to) {}

    private final Promises.Promise promise;
    private final Workforce.@Nullable Vendor owner;
    private final List<Pause> pauses = new ArrayList<>(0);
    private long started;
    private long due = INFINITY;
    private long stopped = NEVER;
    private boolean cancelled;
    private long pausedAt = NEVER;
    private String pauseReason = "";
    private long remaining;

    Clock(Promises.Promise promise, Workforce.@Nullable Vendor owner, long started) {
        this.promise = promise;
        this.owner = owner;
        start(started);
    }

    /** @param time {@link History#NEVER}: waits for its start */
    void start(long time) {
        started = time;
        if (time != NEVER) {
            due = promise.due(time, promise.target());
        }
    }

    void pause(long time, String reason) {
        if (running()) {
            remaining = promise.between(time, due);
            pausedAt = time;
            pauseReason = reason;
        }
    }

    /** What was late already when it was paused stays due when it was. */
    void resume(long time) {
        if (pausedAt == NEVER) {
            return;
        }
        pauses.add(new Pause(pauseReason, pausedAt, time));
        if (due > pausedAt) {
            due = promise.due(time, remaining);
        }
        pausedAt = NEVER;
    }

    void stop(long time) {
        if (stopped == NEVER) {
            resume(time);
            stopped = time;
        }
    }

    void cancel(long time) {
        if (stopped == NEVER) {
            stop(time);
            cancelled = true;
        }
    }

    private boolean running() {
        return started != NEVER && stopped == NEVER && pausedAt == NEVER;
    }

    /** Infinity while nothing runs. */
    long runningDue() {
        return running() ? due : INFINITY;
    }

    /** Counting in what is not yet known: the time fixed at the start. */
    long due() {
        return due;
    }

    private String status() {
        if (stopped != NEVER) {
            return cancelled ? "CANCELLED" : stopped <= due ? "ACHIEVED" : "BREACHED";
        }
        if (started == NEVER) {
            return "PENDING";
        }
        if (pausedAt != NEVER) {
            return "PAUSED";
        }
        if (due <= END) {
            return "BREACHING";
        }
        return due - END <= promise.imminent() * MINUTE ? "IMMINENT" : "RUNNING";
    }

    void write(CaseFile file, @Nullable UUID appeal, @Nullable UUID escalation) {
        var created = started == NEVER ? file.draft.receivedAt() : started;
        var id = file.dice.id(created);
        file.rows
                .add(Table.SLA_CLOCK)
                .id(id)
                .id(promise.id())
                .text(promise.kind())
                .text(promise.agreement())
                .id(file.id)
                .id(appeal)
                .id(escalation)
                .id(owner == null ? null : owner.id())
                .text(file.draft.market().code())
                .text(status())
                .time(started)
                .time(pausedAt == NEVER ? due : INFINITY)
                .time(stopped)
                .time(created);
        for (var pause : pauses) {
            writePause(file, id, pause);
        }
        if (pausedAt != NEVER) {
            writePause(file, id, new Pause(pauseReason, pausedAt, NEVER));
        }
    }

    private static void writePause(CaseFile file, UUID clock, Pause pause) {
        file.rows
                .add(Table.SLA_PAUSE)
                .id(file.dice.id(pause.from()))
                .id(clock)
                .text(pause.reason())
                .time(pause.from())
                .time(pause.to())
                .time(pause.from());
    }
}

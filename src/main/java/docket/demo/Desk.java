package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.END;
import static docket.demo.History.HOUR;
import static docket.demo.History.MINUTE;
import static docket.demo.History.NEVER;
import static docket.demo.History.SECOND;
import static docket.demo.History.SURGE;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who holds a case: claims with their leases, assignments, holds. */
final class Desk {
    private static final long LEASE = 15 * MINUTE;

    private final CaseFile file;
    private final Dice dice;

    @Nullable
    Clock firstTouch;

    boolean reopenedByQa;

    private Workforce.@Nullable Reviewer preferred;
    private long assignedAt = NEVER;
    private String reason = "";
    private long grantedAt = NEVER;
    private long leases;

    Desk(CaseFile file) {
        this.file = file;
        this.dice = file.dice;
    }

    Workforce.Reviewer holder() {
        return Objects.requireNonNull(file.assignee);
    }

    /** False: still waiting when the history ends. */
    boolean claim(Backlog end, int round) {
        var asked = end == Backlog.NONE ? file.now + waiting(round) : lateClaim(end);
        var resumed = preferred != null && preferred.worksAt(asked) && dice.chance(0.7) ? preferred : null;
        var reviewer = resumed == null ? Workforce.pick(pool(), asked, dice, r -> true) : resumed;
        var site = reviewer.site();
        if (!file.until(site == null ? asked : site.whenStaffed(asked, dice))) {
            return false;
        }
        if (file.firstTouchAt == NEVER) {
            file.firstTouchAt = file.now;
            if (firstTouch != null) {
                firstTouch.stop(file.now);
            }
        }
        assign(reviewer, resumed != null ? "RESUME" : dice.chance(0.85) ? "CLAIM" : "PUSH");
        file.byPerson("CLAIMED", "IN_REVIEW", reviewer, null);
        return true;
    }

    private List<Workforce.Reviewer> pool() {
        var draft = file.draft;
        var vendor = Objects.requireNonNull(file.queue).vendor();
        return file.world.workforce.pool(vendor, draft.market().language(), draft.domain());
    }

    private long waiting(int round) {
        var median = switch (file.draft.severity()) {
            case "P0" -> 20 * MINUTE;
            case "P1" -> 3 * HOUR;
            case "P2" -> 9 * HOUR;
            default -> 18 * HOUR;
        };
        var busy = file.now >= SURGE ? 2 : 1;
        return dice.around(round == 0 ? median * busy : median / 3, 0.85);
    }

    /** Shortly before the end, so that it is in the middle of its review then. */
    private long lateClaim(Backlog end) {
        if (end == Backlog.QUEUED) {
            return END;
        }
        var latest =
                end == Backlog.IN_REVIEW ? END - dice.between(1, 20) * MINUTE : END - HOUR - dice.around(20 * HOUR, 1);
        return latest > file.now ? latest : file.now + dice.between(1, 40) * MINUTE;
    }

    private void assign(Workforce.Reviewer reviewer, String why) {
        file.assignee = reviewer;
        assignedAt = file.now;
        reason = why;
        grantedAt = file.now;
    }

    /** She gets it back, unapproved. */
    void returned(Workforce.Reviewer reviewer) {
        endAssignment();
        assign(reviewer, "RETURNED");
    }

    Workforce.Reviewer other(Workforce.Reviewer reviewer) {
        return Workforce.pick(pool(), file.now, dice, r -> !r.id().equals(reviewer.id()));
    }

    /** Skipped, taken away by a lead, or forgotten until the lease ran out: back to the queue. */
    boolean release() {
        var how = dice.pick(
                "RELEASED", "RELEASED", "RELEASED", "RELEASED", "RELEASED", "REVOKED", "EXPIRED", "EXPIRED", "EXPIRED");
        var forgotten = how.equals("EXPIRED");
        var reviewer = holder();
        if (!file.until(file.now + (forgotten ? LEASE : 0) + dice.between(1, 12) * MINUTE)) {
            return false;
        }
        endLease(how);
        endAssignment();
        switch (how) {
            case "EXPIRED" -> file.bySystem("LEASE_EXPIRED", "QUEUED", null);
            case "REVOKED" -> file.byPerson("RELEASED", "QUEUED", other(reviewer), CaseFile.fact("reason", "REVOKED"));
            default -> file.byPerson("RELEASED", "QUEUED", reviewer, CaseFile.fact("reason", "SKIPPED"));
        }
        return true;
    }

    /** False: still on hold when the history ends, or cancelled. */
    boolean hold(Backlog end) {
        if (!file.until(file.now + dice.between(2, 12) * MINUTE)) {
            return false;
        }
        var reviewer = holder();
        endLease("HELD");
        file.byPerson("HELD", "ON_HOLD", reviewer, CaseFile.fact("reason", "AWAITING_SELLER"));
        file.clocks.forEach(clock -> clock.pause(file.now, "ON_HOLD"));
        var back = end == Backlog.NONE ? file.now + dice.around(3 * DAY, 0.5) : END + dice.between(1, 5) * DAY;
        var timed = dice.chance(0.8);
        file.wakeAt = timed ? back : NEVER;
        if (!file.until(back)) {
            return false;
        }
        file.wakeAt = NEVER;
        endAssignment();
        if (dice.chance(0.05)) {
            file.clocks.forEach(clock -> clock.cancel(file.now));
            file.bySystem("CANCELLED", "CANCELLED", CaseFile.fact("reason", "SUBJECT_GONE"));
            return false;
        }
        preferred = reviewer;
        file.clocks.forEach(clock -> clock.resume(file.now));
        if (timed) {
            file.bySystem("RESUMED", "QUEUED", null);
        } else {
            file.byPerson("RESUMED", "QUEUED", reviewer, null);
        }
        return true;
    }

    /** @return who asks, or null when the history ends before */
    Workforce.@Nullable Reviewer escalate() {
        if (!file.until(file.now + dice.between(3, 20) * MINUTE)) {
            return null;
        }
        var reviewer = holder();
        endLease("ESCALATED");
        file.byPerson("ESCALATED", "ESCALATED", reviewer, null);
        file.clocks.forEach(clock -> clock.pause(file.now, "AWAITING_RULING"));
        return reviewer;
    }

    long decisionTime(Backlog end) {
        if (end == Backlog.IN_REVIEW) {
            return END;
        }
        var median = switch (file.draft.domain()) {
            case PRODUCT_LISTING -> 170;
            case CONTENT_CREATOR -> 95;
            case SELLER -> 420;
            case IPR -> 640;
        };
        return file.now + Math.min(dice.around(median, 0.7), 3_000) * SECOND;
    }

    /** @return seconds of attention */
    int endLease(String how) {
        var seconds = (int) ((file.now - grantedAt) / SECOND);
        var active = how.equals("EXPIRED")
                ? Math.min(seconds, dice.below(120))
                : seconds - (int) (seconds * 0.3 * dice.unit());
        var heartbeat =
                how.equals("EXPIRED") ? file.now - LEASE : Math.max(grantedAt, file.now - dice.below(30) * SECOND);
        writeLease(heartbeat, file.now, how, active);
        grantedAt = NEVER;
        return active;
    }

    private void writeLease(long heartbeat, long ended, @Nullable String how, @Nullable Integer active) {
        file.rows
                .add(Table.LEASE)
                .id(dice.id(grantedAt))
                .id(file.id)
                .id(holder().id())
                .big(++leases)
                .time(grantedAt)
                .time(heartbeat)
                .time(heartbeat + LEASE)
                .time(ended)
                .text(how)
                .number(active)
                .time(grantedAt);
    }

    void endAssignment() {
        writeAssignment(file.now);
        file.assignee = null;
        assignedAt = NEVER;
    }

    private void writeAssignment(long ended) {
        file.rows
                .add(Table.ASSIGNMENT)
                .id(dice.id(assignedAt))
                .id(file.id)
                .id(holder().id())
                .time(assignedAt)
                .time(ended)
                .text(reason)
                .time(assignedAt);
    }

    /** The history ends; what is held stays held. */
    void leaveOpen() {
        if (grantedAt != NEVER) {
            writeLease(Math.max(grantedAt, END - dice.below(50) * SECOND), NEVER, null, null);
        }
        if (assignedAt != NEVER) {
            writeAssignment(NEVER);
        }
    }
}

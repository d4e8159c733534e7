package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.END;
import static docket.demo.History.HOUR;
import static docket.demo.History.MINUTE;
import static docket.demo.History.NEVER;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A question to moderation-on-call, from the asking to the closed loop. */
final class EscalationLife {
    private final CaseFile file;
    private final Dice dice;
    private final Workforce.Reviewer asker;
    private final @Nullable UUID appeal;
    private final long openedAt;

    private Workforce.@Nullable Reviewer ruler;
    private String state = "OPEN";
    private long acknowledgedAt = NEVER;
    private long ruledAt = NEVER;
    private long answeredAt = NEVER;
    private long closedAt = NEVER;

    EscalationLife(CaseFile file, Workforce.Reviewer asker, @Nullable UUID appeal) {
        this.file = file;
        this.dice = file.dice;
        this.asker = asker;
        this.appeal = appeal;
        this.openedAt = file.now;
    }

    /** @param open it has no answer when the history ends; returns whether it has one */
    boolean live(boolean open) {
        var severity = dice.pick("LOW", "MEDIUM", "MEDIUM", "HIGH", "CRITICAL");
        acknowledgedAt = openedAt + dice.around(40 * MINUTE, 0.8);
        ruler = Workforce.pick(
                file.world.workforce.inHouse(
                        "MODERATION_ON_CALL", file.draft.market().language()),
                openedAt,
                dice,
                r -> !r.id().equals(asker.id()));
        var answer = acknowledgedAt + dice.around(20 * HOUR, 0.8);
        if (open || answer >= END) {
            stayOpen();
        } else {
            answer(answer, severity);
        }
        write(severity);
        return answeredAt != NEVER;
    }

    private void stayOpen() {
        if (acknowledgedAt >= END || dice.chance(0.2)) {
            acknowledgedAt = NEVER;
            return;
        }
        state = dice.pick("ACKNOWLEDGED", "INVESTIGATING", "INVESTIGATING", "WAITING", "TRANSFERRED");
    }

    private void answer(long time, String severity) {
        answeredAt = time;
        if (dice.chance(0.06)) {
            state = "REJECTED";
            closedAt = time;
            return;
        }
        ruledAt = time;
        state = "RULED";
        var grave = severity.equals("HIGH") || severity.equals("CRITICAL");
        var told = time + dice.around(20 * HOUR, 0.9);
        var accepted = told + dice.around(5 * DAY, 0.6);
        if (told < END && grave) {
            state = accepted < END ? "RCA_ACCEPTED" : "RCA_REQUIRED";
        }
        var closed = grave ? accepted + dice.around(4 * DAY, 0.5) : told;
        if (closed < END) {
            state = "CLOSED";
            closedAt = closed;
        }
    }

    boolean rejected() {
        return state.equals("REJECTED");
    }

    long ruledAt() {
        return answeredAt;
    }

    Workforce.@Nullable Reviewer ruler() {
        return ruler;
    }

    private void write(String severity) {
        var draft = file.draft;
        var id = dice.id(openedAt);
        var site = asker.site();
        var type = dice.pick(
                "POLICY_QUESTION",
                "POLICY_QUESTION",
                "SOP_GAP",
                "HIGH_RISK",
                "LEGAL",
                "PUBLIC_RELATIONS",
                "REGULATOR",
                "TOOLING");
        var clock = new Clock(file.world.promises.escalation(draft.severity(), openedAt), null, openedAt);
        var ruled = ruledAt != NEVER;
        file.rows
                .add(Table.ESCALATION)
                .id(id)
                .id(file.id)
                .id(appeal)
                .text(type)
                .text(severity)
                .text(type.equals("LEGAL") || type.equals("REGULATOR") ? "L3" : dice.pick("L1", "L2", "L2", "L2", "L4"))
                .text(draft.market().region())
                .id(asker.id())
                .text("Does clause %s cover this case?".formatted(draft.clause().number()))
                .id(draft.clause().at(openedAt))
                .text(state)
                .time(openedAt)
                .time(acknowledgedAt)
                .time(clock.due())
                .id(ruled ? Objects.requireNonNull(ruler).id() : null)
                .time(ruledAt)
                .text(
                        ruled
                                ? dice.pick(
                                        "It does; decide on the snapshot.",
                                        "It does not; take the clause on information.",
                                        "Ask for the certificate first.")
                                : null)
                .time(closedAt)
                .number(state.equals("INVESTIGATING") && dice.chance(0.1) ? 1 : 0)
                .number(state.equals("CLOSED") && dice.chance(0.6) ? Integer.valueOf(2 + dice.below(4)) : null)
                .text(draft.market().code())
                .id(site == null ? null : site.id())
                .id(site == null ? null : site.vendor().id())
                .time(openedAt);
        if (answeredAt != NEVER) {
            if (rejected()) {
                clock.cancel(answeredAt);
            } else {
                clock.stop(answeredAt);
            }
        }
        clock.write(file, null, id);
    }
}

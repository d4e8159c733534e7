package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.END;
import static docket.demo.History.INFINITY;
import static docket.demo.History.NEVER;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a case stands and what has been written down about it. */
final class CaseFile {
    final World world;
    final Rows rows;
    final CaseDraft draft;
    final Dice dice;
    final UUID id;
    final SubjectCopy subject;
    final List<Decision> decisions = new ArrayList<>(1);
    final List<Clock> clocks = new ArrayList<>(3);
    final List<Contested> contested = new ArrayList<>(0);

    String state = "RECEIVED";
    long now;
    Queues.@Nullable Queue queue;
    Workforce.@Nullable Reviewer assignee;

    @Nullable
    Clock decisionClock;

    long queuedAt = NEVER;
    long firstTouchAt = NEVER;
    long decidedAt = NEVER;
    long closedAt = NEVER;
    long notifiedAt = NEVER;
    long wakeAt = NEVER;
    int reopenCount;

    /** As it is now; a further report may have raised it. */
    String severity;

    private int seq;
    private @Nullable UUID snapshot;
    private long secondReportAt;
    private long reportedAgainAt = NEVER;

    CaseFile(World world, Rows rows, CaseDraft draft) {
        this.world = world;
        this.rows = rows;
        this.draft = draft;
        this.dice = Dice.of("life", draft.index());
        this.now = draft.receivedAt();
        this.id = world.drafts.id(draft.index(), now);
        this.severity = draft.severity();
        this.subject = SubjectCopy.of(this);
        this.secondReportAt = dice.chance(0.12) ? now + dice.around(8 * History.HOUR, 1.2) : INFINITY;
    }

    /** Moves on to that time, unless the history ends before. */
    boolean until(long time) {
        if (time >= END) {
            return false;
        }
        now = time;
        return true;
    }

    void bySystem(String kind, String to, @Nullable String detail) {
        event(kind, to, "SYSTEM", null, null, detail);
    }

    void byRule(String kind, String to, String detail) {
        event(kind, to, "RULE", null, ruleKey(), detail);
    }

    void byPerson(String kind, String to, Workforce.Reviewer reviewer, @Nullable String detail) {
        event(kind, to, "REVIEWER", reviewer.id(), null, detail);
    }

    private void event(
            String kind,
            String to,
            String actor,
            @Nullable UUID reviewer,
            @Nullable String rule,
            @Nullable String detail) {
        if (secondReportAt <= now) {
            addReport();
        }
        write(kind, to, now, actor, reviewer, rule, detail);
        state = to;
    }

    private void write(
            String kind,
            String to,
            long time,
            String actor,
            @Nullable UUID reviewer,
            @Nullable String rule,
            @Nullable String detail) {
        rows.add(Table.CASE_EVENT)
                .id(id)
                .number(++seq)
                .text(kind)
                .text(seq == 1 ? null : state)
                .text(to)
                .time(time)
                .text(actor)
                .id(reviewer)
                .text(rule)
                .json(detail)
                .time(time);
    }

    /** Somebody else reports the same, before the event that is about to be written. */
    private void addReport() {
        if (decidedAt != NEVER) {
            secondReportAt = INFINITY;
            return;
        }
        var time = secondReportAt;
        secondReportAt = INFINITY;
        reportedAgainAt = time;
        write("REPORT_ADDED", state, time, "SYSTEM", null, null, null);
        if (severity.equals("P3") && dice.chance(0.2)) {
            severity = "P2";
            write("SEVERITY_CHANGED", state, time, "SYSTEM", null, null, fact("from", "P3"));
        }
    }

    void writeReport(long time, String reporter, String sourceType, boolean words) {
        rows.add(Table.CASE_REPORT)
                .id(dice.id(time))
                .id(id)
                .text(reporter)
                .text(sourceType)
                .text(dice.chance(0.8) ? draft.clause().category() : null)
                .text(words ? phrase("report") : null)
                .text(words ? draft.market().language() : null)
                .time(time)
                .time(words ? notifiedAt : NEVER)
                .time(time);
    }

    /** The evidence; taken once, and again when there is new one. */
    UUID snapshot() {
        return snapshot == null ? takeSnapshot(draft.receivedAt() + dice.between(100, 900)) : snapshot;
    }

    UUID takeSnapshot(long time) {
        var taken = dice.id(time);
        rows.add(Table.SUBJECT_SNAPSHOT)
                .id(taken)
                .id(id)
                .json(Looks.picture(world.subjects, draft, time))
                .time(time)
                .time(time);
        snapshot = taken;
        return taken;
    }

    /** Of a key that has one. */
    String only(String key) {
        return world.subjects.phrases(draft.market()).only(key);
    }

    String phrase(String key) {
        return world.subjects.phrases(draft.market()).one(key, dice);
    }

    static String fact(String key, String value) {
        return "{\"" + key + "\": \"" + value + "\"}";
    }

    static String facts(Decision decision) {
        return "{\"outcome\": \"%s\", \"level\": \"%s\", \"owesReasons\": %s}"
                .formatted(decision.outcome, decision.level, decision.owesReasons());
    }

    String ruleKey() {
        return draft.policy().key() + "-" + draft.source().toLowerCase(Locale.ROOT);
    }

    int ruleVersion(long time) {
        return 1 + (int) ((time - History.START) / (120 * DAY));
    }

    String modelVersion(long time) {
        return draft.domain().key + "-" + (2025 + (int) ((time - History.START) / (365 * DAY))) + ".1";
    }

    /** Ends the telling: writes all that had to wait for it. */
    void finish() {
        if (secondReportAt < END
                && decidedAt == NEVER
                && closedAt == NEVER
                && !state.equals("MERGED")
                && !state.equals("CANCELLED")) {
            addReport();
        }
        decisions.forEach(decision -> decision.write(this));
        contested.forEach(appeal -> appeal.write(rows));
        clocks.forEach(clock -> clock.write(this, null, null));
        var reporter = Reporters.of(draft.source());
        writeReport(
                draft.receivedAt(),
                reporter,
                draft.sourceType(),
                !reporter.equals("SYSTEM") && !reporter.equals("EMPLOYEE"));
        if (reportedAgainAt != NEVER) {
            writeReport(reportedAgainAt, "BUYER", "ARTICLE_16_NOTICE", true);
        }
        subject.noteConsequences(this);
        writeCase();
    }

    private void writeCase() {
        var vendor = queue == null ? null : queue.vendor();
        // Texts are made of dice, which are thrown once.
        var title = subject.title(this);
        var summary = subject.summary(this);
        rows.add(Table.CASE_TEXT)
                .id(id)
                .big(draft.index() + 1L)
                .id(vendor == null ? null : vendor.id())
                .text(draft.market().code())
                .text(title)
                .text(summary);
        rows.add(Table.CASE)
                .id(id)
                .big(draft.index() + 1L)
                .text(draft.domain().name())
                .text(draft.subjectKind())
                .id(subject.seller())
                .id(subject.creator())
                .id(draft.subjectKind().equals("LISTING") ? subject.listing() : null)
                .id(draft.subjectKind().equals("CONTENT") ? subject.content() : null)
                .id(draft.subjectKind().equals("IPR_CLAIM") ? subject.claim() : null)
                .text(title)
                .text(summary)
                .text(severity)
                .text(state)
                .id(queue == null ? null : queue.id())
                .id(assignee == null ? null : assignee.id())
                .id(vendor == null ? null : vendor.id())
                .id(state.equals("MERGED") ? mergedInto() : null)
                .text(draft.market().code())
                .text(draft.market().language())
                .text(draft.sourceType())
                .text(draft.sourceDetail())
                .number(dice.below(100))
                .time(draft.receivedAt())
                .time(queuedAt)
                .time(firstTouchAt)
                .time(decidedAt)
                .time(closedAt)
                .time(wakeAt)
                .time(decisionClock == null ? INFINITY : decisionClock.runningDue())
                .number(reopenCount)
                .time(draft.receivedAt());
    }

    private UUID mergedInto() {
        return world.drafts.id(draft.mergedInto(), world.drafts.receivedAt(draft.mergedInto()));
    }

    Decision standing() {
        return Objects.requireNonNull(decisions.getLast());
    }
}

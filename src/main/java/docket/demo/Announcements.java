package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.END;
import static docket.demo.History.NEVER;
import static docket.demo.History.START;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Policy updates that announce new versions of procedures, and who has read them. */
final class Announcements {
    private static final int MANY = 40;
    private static final List<String> SEVERITIES = List.of("MINOR", "MAJOR", "MAJOR", "CRITICAL");

    private final Rows rows;
    private final Dice dice = Dice.of("announcements", 0);
    private final Workforce workforce;
    private final Procedures procedures;

    Announcements(Rows rows, Workforce workforce, Procedures procedures) {
        this.rows = rows;
        this.workforce = workforce;
        this.procedures = procedures;
    }

    void write() {
        var later = procedures.published().stream()
                .filter(v -> v.effective() > START && v.locale().equals(Procedures.SOURCE_LOCALE))
                .sorted(Comparator.comparingLong(Procedures.Published::effective)
                        .thenComparing(Procedures.Published::id))
                .toList();
        var past = (int) later.stream().filter(v -> v.effective() <= END).count();
        var step = Math.max(1, past / MANY);
        var n = 0;
        for (var i = 0; i < later.size(); i += i < past ? step : 1) {
            write(later.get(i), n++);
        }
    }

    private void write(Procedures.Published version, int n) {
        var announced = version.effective() - 5 * DAY;
        var status = n % 13 == 12 ? "RECALLED" : status(announced, version.effective(), n);
        var told = !List.of("DRAFT", "IN_REVIEW", "APPROVED").contains(status);
        var severity = SEVERITIES.get(n % SEVERITIES.size());
        var due = version.effective() + 7 * DAY;
        var id = dice.id(Math.min(announced, END) - 4 * DAY);
        rows.add(Table.POLICY_UPDATE)
                .id(id)
                .text("New version %s of %s".formatted(version.semver(), version.sop()))
                .text(
                        "From the day named below the new version is followed. Read the change note and do the quiz if you are asked to.")
                .text("SOP_CHANGE")
                .text(severity)
                .text(n % 3 == 0 ? "EVERYBODY" : "REVIEWERS")
                .text(version.domain().name())
                .none()
                .text(status)
                .id(version.id())
                .none()
                .id(version.author())
                .time(told ? announced : NEVER)
                .time(version.effective())
                .time(due)
                .time(Math.min(announced, END) - 4 * DAY);
        if (told) {
            writeAcknowledgements(id, version.domain(), n % 3 == 0, severity, announced, due);
        }
    }

    private static String status(long announced, long effective, int n) {
        if (announced > END) {
            return List.of("DRAFT", "IN_REVIEW", "APPROVED").get(n % 3);
        }
        if (effective > END) {
            return "ANNOUNCED";
        }
        return effective < END - 60 * DAY ? "CLOSED" : "EFFECTIVE";
    }

    private void writeAcknowledgements(
            UUID update, Domain domain, boolean everybody, String severity, long announced, long due) {
        for (var reviewer : workforce.everybody()) {
            var addressed = reviewer.skills().contains(domain)
                    && (everybody || reviewer.role().equals("REVIEWER"));
            if (addressed && reviewer.worksAt(announced)) {
                writeAcknowledgement(update, reviewer.id(), severity, announced, due);
            }
        }
    }

    private void writeAcknowledgement(UUID update, UUID reviewer, String severity, long announced, long due) {
        var read = announced + dice.around(3 * DAY, 0.9);
        var exempt = dice.chance(0.02);
        var pending = !exempt && (read >= END || dice.chance(0.04));
        var done = !exempt && !pending;
        var quiz = done && !severity.equals("MINOR");
        rows.add(Table.ACKNOWLEDGEMENT)
                .id(dice.id(announced))
                .id(update)
                .id(reviewer)
                .text(exempt ? "EXEMPT" : pending ? "PENDING" : quiz ? "PASSED" : "READ")
                .time(due)
                .time(done ? read : NEVER)
                .number(quiz ? Integer.valueOf(80 + 5 * dice.below(5)) : null)
                .text(exempt ? "On leave until after the change." : null)
                .time(announced);
    }
}

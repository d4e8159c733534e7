package docket.cases;

import docket.cases.ReportRepository.NewReport;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import docket.platform.request.Arguments;
import docket.platform.request.ErrorCode;
import docket.platform.request.GlobalId;
import docket.platform.request.GraphException;
import docket.subjects.Reported;
import docket.subjects.Subjects;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A report: to the case about the same that is not decided yet, which it may raise to its severity, or else to a new one. What is in no queue is routed at
 * once.
 */
final class ReportCase implements Mutation {
    private static final int TRIES = 3;
    private static final String IMPORT = "IMPORT";
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
    private static final int LONGEST_TEXT = 5_000;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_SUMMARY = 2_000;

    private final CaseWork work;
    private final Routing routing;

    ReportCase(CaseWork work, Routing routing) {
        this.work = work;
        this.routing = routing;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var subject = subject(call);
        var report = report(call, subject);
        var by = By.reviewerOrSystem(call.caller().reviewerId());
        for (var tries = 0; tries < TRIES; tries++) {
            var added = ReportRepository.addToWaiting(call.sql(), subject, report, by);
            if (added != null) {
                if (added.moves()) {
                    move(call, added.caseId(), report, by);
                }
                return done(added.caseId(), added.reportId(), false);
            }
            var opened = ReportRepository.open(call.sql(), subject, report);
            if (opened != null) {
                return opened(call, opened, report, by);
            }
        }
        throw new GraphException(
                ErrorCode.CONFLICT, "The case about the same is just being decided; nothing was changed: try again");
    }

    private MutationResult opened(MutationCall call, UUID id, NewReport report, By by) {
        var worked = work.locked(call.sql(), List.of(id)).getFirst();
        worked.written(CaseEventKind.RECEIVED, CaseState.RECEIVED, by, null);
        route(call, worked);
        var reportId = ReportRepository.add(call.sql(), worked.id(), report, worked.at());
        SnapshotRepository.takeMissing(call.sql(), List.of(worked.id()), worked.at());
        work.save(call.sql(), List.of(worked));
        return done(worked.id(), reportId, true);
    }

    /** The case goes by the most severe of its reports, and into a queue that there may be by now. */
    private void move(MutationCall call, UUID id, NewReport report, By by) {
        var worked = work.locked(call.sql(), List.of(id)).getFirst();
        var told = report.severity();
        if (told != null && told.compareTo(worked.severity()) < 0) {
            ChangeCaseSeverity.change(worked, told, by);
        }
        if (worked.state() == CaseState.RECEIVED) {
            route(call, worked);
        }
        if (!worked.happened().isEmpty()) {
            work.save(call.sql(), List.of(worked));
        }
    }

    private void route(MutationCall call, WorkedCase worked) {
        var queue = routing.route(call.sql(), Routing.Matter.of(worked), worked.at())
                .queue();
        if (queue != null) {
            worked.happens(CaseEventKind.QUEUED, CaseState.QUEUED, By.SYSTEM, Map.of("queue", queue.key()))
                    .queued(queue);
        }
    }

    private static MutationResult done(UUID caseId, UUID reportId, boolean isNew) {
        return new MutationResult(
                Map.of("case", caseId, "report", reportId), Map.of("isNewCase", String.valueOf(isNew)), Map.of());
    }

    private static Reported subject(MutationCall call) {
        var id = GlobalId.decode(call.input().string("subject"), "input.subject");
        var subject = Subjects.reported(call.sql(), id);
        if (subject == null) {
            throw Refusal.of(
                    CaseErrorCode.SUBJECT_UNKNOWN,
                    "subject",
                    "There is no such seller, listing, creator, content or claim of ours");
        }
        return subject;
    }

    private static NewReport report(MutationCall call, Reported subject) {
        var input = call.input();
        return new NewReport(
                input.string("reporterKind"),
                input.string("sourceType"),
                sourceDetail(input),
                input.optionalString("allegedCategory"),
                input.has("text") ? call.text("text", LONGEST_TEXT, CaseErrorCode.TEXT_INVALID) : null,
                language(input, subject),
                input.optionalString("severity"),
                input.has("title") ? call.text("title", LONGEST_TITLE, CaseErrorCode.TEXT_INVALID) : subject.title(),
                summary(call, input));
    }

    private static String sourceDetail(Arguments input) {
        var told = Objects.requireNonNullElse(input.optionalString("sourceDetail"), "USER_REPORT");
        if (told.equals(IMPORT)) {
            throw Refusal.of(
                    CaseErrorCode.SOURCE_REFUSED,
                    "sourceDetail",
                    "Statements of other platforms are imported, not reported: say how it came up with us");
        }
        return told;
    }

    private static @Nullable String language(Arguments input, Reported subject) {
        var told = input.optionalString("language");
        if (told != null && !LANGUAGE.matcher(told).matches()) {
            throw Refusal.of(
                    CaseErrorCode.LANGUAGE_INVALID,
                    "language",
                    "A language is two or three small letters of ISO 639, such as \"de\"");
        }
        return told == null ? subject.language() : told;
    }

    private static String summary(MutationCall call, Arguments input) {
        var category = input.optionalString("allegedCategory");
        return input.has("summary")
                ? call.text("summary", LONGEST_SUMMARY, CaseErrorCode.TEXT_INVALID)
                : category == null ? "Reported without a category" : "Reported as %s".formatted(category);
    }
}

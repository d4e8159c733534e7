package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import java.util.Map;

/** Says anew how much harm is at stake. Clocks that run go on under their promise. */
final class ChangeCaseSeverity implements Mutation {
    private final CaseWork work;

    ChangeCaseSeverity(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var worked = work.locked(call);
        change(
                worked,
                call.input().string("severity"),
                By.reviewerOrSystem(call.caller().reviewerId()));
        return work.save(call, worked);
    }

    static void change(WorkedCase worked, String severity, By by) {
        worked.happens(CaseEventKind.SEVERITY_CHANGED, worked.state(), by, Map.of("from", worked.severity()))
                .severity(severity);
    }
}

package docket.decisions;

import docket.cases.By;
import docket.cases.CaseEventKind;
import docket.cases.CaseWork;
import docket.cases.Cases;
import docket.cases.WorkedCase;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import java.util.LinkedHashMap;
import java.util.List;

/** Notes that whoever is hit by a decision has been told its reasons. */
final class MarkNoticeSent implements Mutation {
    private static final int LONGEST_REFERENCE = 200;

    private final CaseWork work;

    MarkNoticeSent(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var worked = work.locked(call);
        var detail = new LinkedHashMap<String, Object>();
        if (call.input().has("reference")) {
            detail.put("reference", call.text("reference", LONGEST_REFERENCE, DecisionErrorCode.TEXT_INVALID));
        }
        if (worked.isOpen()) {
            requireOwed(call, worked);
        }
        worked.happens(
                CaseEventKind.NOTICE_SENT,
                worked.state(),
                By.reviewerOrSystem(call.caller().reviewerId()),
                detail.isEmpty() ? null : detail);
        return work.save(call, worked);
    }

    /** What is open was never decided, or is decided anew: then only what is in force and untold can be told. */
    private static void requireOwed(MutationCall call, WorkedCase worked) {
        var ids = List.of(worked.id());
        var ends =
                CloseRepository.ends(call.sql(), ids, call.caller().vendorId()).get(worked.id());
        var latest = Cases.latestNotices(call.sql(), ids).get(worked.id());
        if (ends == null || !ends.owesNotice(latest)) {
            throw Refusal.of(
                            DecisionErrorCode.INVALID_TRANSITION,
                            "case",
                            "The case is %s, and no reasons are owed: they are for a restriction that was decided and not told yet"
                                    .formatted(worked.state()))
                    .showing("case", worked.id());
        }
    }
}

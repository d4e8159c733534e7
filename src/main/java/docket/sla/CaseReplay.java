package docket.sla;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One clock of a case as its events tell it.
 *
 * @param stored its row; null: it has none yet
 */
record CaseReplay(
        ClockCall call, SlaAgreement agreement, @Nullable StoredClock stored, ClockReading reading) {

    /** All clocks that there are or should be. One that is called for, but for which nothing is promised, is none. */
    static List<CaseReplay> of(
            List<CaseEvent> events, List<StoredClock> clocks, PromiseBook.Subject subject, PromiseBook book) {
        var replays = new ArrayList<CaseReplay>();
        var unmatched = new ArrayList<>(clocks);
        for (var call : CaseClockCalls.of(events)) {
            for (var agreement : call.agreements()) {
                var stored = take(unmatched, call, agreement);
                var promise =
                        stored == null ? promised(call, agreement, subject, book) : book.promise(stored.policyId());
                if (promise != null) {
                    replays.add(new CaseReplay(call, agreement, stored, ClockReading.read(promise, call.signals())));
                }
            }
        }
        return replays;
    }

    private static @Nullable StoredClock take(List<StoredClock> unmatched, ClockCall call, SlaAgreement agreement) {
        for (var stored : unmatched) {
            if (stored.answers(call, agreement)) {
                unmatched.remove(stored);
                return stored;
            }
        }
        return null;
    }

    private static @Nullable Promise promised(
            ClockCall call, SlaAgreement agreement, PromiseBook.Subject subject, PromiseBook book) {
        if (!call.isOwed()) {
            return null;
        }
        var asked = new PromiseBook.Subject(
                subject.domain(),
                subject.market(),
                call.severity() == null ? subject.severity() : call.severity(),
                call.isOfContract() ? call.vendorId() : call.workedBy());
        return book.choose(call.kind(), agreement, call.calledAt(), asked);
    }
}

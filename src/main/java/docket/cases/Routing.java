package docket.cases;

import docket.platform.mutation.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which queue a case goes to: that of the first rule in force, by rank, all of whose conditions hold; without one, to a queue for just such cases. */
@Component
class Routing {
    /** What rules look at. */
    record Matter(
            String domain,
            @Nullable String market,
            @Nullable String language,
            String severity) {
        static Matter of(Case matter) {
            return new Matter(matter.domain(), matter.market(), matter.language(), matter.severity());
        }

        /** As it is by now. */
        static Matter of(WorkedCase worked) {
            var before = worked.before();
            return new Matter(before.domain(), before.market(), before.language(), worked.severity());
        }
    }

    /** A rule in force, and the queue that it leads to. */
    record Rule(RoutingRule rule, Queue queue) {}

    /** @throws Refusal when there is no queue for it at all */
    Queue queueFor(DSLContext sql, Matter matter, Instant at) {
        var queue = route(sql, matter, at).queue();
        if (queue == null) {
            throw Refusal.of(
                    CaseErrorCode.QUEUE_UNKNOWN,
                    "case",
                    "No rule leads %s cases of this kind anywhere: add a routing rule".formatted(matter.domain()));
        }
        return queue;
    }

    RoutingPreview route(DSLContext sql, Matter matter, Instant at) {
        return preview(RoutingRepository.rules(sql, at), RoutingRepository.queues(sql, matter.domain()), matter);
    }

    static RoutingPreview preview(List<Rule> rules, List<Queue> queues, Matter matter) {
        var considered = new ArrayList<RoutingConsidered>();
        for (var rule : rules) {
            var looked = new RoutingConsidered(rule.rule(), mismatches(rule, matter));
            considered.add(looked);
            if (looked.isMatch()) {
                return new RoutingPreview(rule.queue(), rule.rule(), considered);
            }
        }
        return new RoutingPreview(fallback(queues, matter), null, considered);
    }

    private static List<String> mismatches(Rule rule, Matter matter) {
        var mismatches = new ArrayList<String>();
        var conditions = rule.rule();
        compare("domain", conditions.domain(), matter.domain(), mismatches);
        compare("market", conditions.market(), matter.market(), mismatches);
        compare("language", conditions.language(), matter.language(), mismatches);
        compare("severity", conditions.severity(), matter.severity(), mismatches);
        if (!rule.queue().domain().equals(matter.domain())) {
            mismatches.add("the queue is for %s, not %s".formatted(rule.queue().domain(), matter.domain()));
        }
        if (!rule.queue().isActive()) {
            mismatches.add("the queue takes no new cases");
        }
        return mismatches;
    }

    private static void compare(String what, @Nullable String wanted, @Nullable String given, List<String> mismatches) {
        if (wanted != null && !wanted.equals(given)) {
            mismatches.add("%s is %s, not %s".formatted(what, given, wanted));
        }
    }

    /** The most particular active queue that such a case belongs into, the house's own before those of companies. */
    private static @Nullable Queue fallback(List<Queue> queues, Matter matter) {
        Queue best = null;
        for (var queue : queues) {
            var fits = queue.isActive()
                    && queue.domain().equals(matter.domain())
                    && takes(queue.market(), matter.market())
                    && takes(queue.language(), matter.language())
                    && takes(queue.severity(), matter.severity());
            if (fits && (best == null || weight(queue) > weight(best))) {
                best = queue;
            }
        }
        return best;
    }

    private static boolean takes(@Nullable String wanted, @Nullable String given) {
        return wanted == null || wanted.equals(given);
    }

    private static int weight(Queue queue) {
        return (queue.severity() == null ? 0 : 8)
                + (queue.market() == null ? 0 : 4)
                + (queue.language() == null ? 0 : 2)
                + (queue.vendorId() == null ? 1 : 0);
    }
}

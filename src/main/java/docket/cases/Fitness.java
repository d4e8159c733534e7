package docket.cases;

import docket.platform.mutation.Refusal;
import docket.platform.sql.Later;
import docket.vendors.Worker;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Who may work a case, for claims, hand-overs, decisions and bulk decisions alike; {@link NextCaseRepository} says the same in SQL, to look for cases,
 * and triggers hold decisions to it.
 */
public final class Fitness {
    private Fitness() {}

    /**
     * Why somebody may not work a case.
     *
     * @param code REVIEWER_UNFIT or DUTIES_NOT_SEPARATE
     */
    public record Misfit(CaseErrorCode code, String why) {
        /** @param field of the input that leads to her */
        public Refusal refusal(String field, UUID caseId) {
            return Refusal.of(code, field, why).showing("case", caseId);
        }
    }

    /** By case; those that she may work are missing. */
    public static Later<Map<UUID, Misfit>> misfits(DSLContext sql, Worker worker, Collection<WorkedCase> cases) {
        var held = cases.stream().filter(Fitness::wasHeld).map(WorkedCase::id).toList();
        var parts = HistoryRepository.parts(sql, worker.id(), held);
        return parts.map(found -> misfits(worker, cases, found));
    }

    /** Nobody had a part in what nobody has held; what rules decided may have been audited. */
    private static boolean wasHeld(WorkedCase worked) {
        return worked.before().firstTouchAt() != null || worked.before().reopenCount() > 0;
    }

    /**
     * Of somebody who holds a case, and hence could work it when she got it: until it is decided nobody has had a part in it since, so that nothing
     * is asked.
     */
    public static Later<Map<UUID, Misfit>> misfitsOfHolder(DSLContext sql, Worker holder, WorkedCase held) {
        return held.before().decidedAt() == null
                ? Later.known(misfits(holder, List.of(held), Map.of()))
                : misfits(sql, holder, List.of(held));
    }

    private static Map<UUID, Misfit> misfits(Worker worker, Collection<WorkedCase> cases, Map<UUID, String> parts) {
        var misfits = new HashMap<UUID, Misfit>();
        for (var worked : cases) {
            var unfit = unfit(worked, worker);
            var part = parts.get(worked.id());
            if (unfit != null) {
                misfits.put(worked.id(), new Misfit(CaseErrorCode.REVIEWER_UNFIT, unfit));
            } else if (part != null) {
                misfits.put(worked.id(), new Misfit(CaseErrorCode.DUTIES_NOT_SEPARATE, hadPart(worker.name(), part)));
            }
        }
        return misfits;
    }

    /** @param part as {@link #part} says it */
    public static String hadPart(String name, String part) {
        return "%s had a part in the case before: %s; this is for somebody else".formatted(name, part);
    }

    /** An act of {@code decisions.part} in words. */
    public static String part(String act, Instant at) {
        return "%s at %s".formatted(act, at);
    }

    /** What somebody lacks to work a case, whatever part she had in it; null: nothing. */
    public static @Nullable String unfit(WorkedCase worked, Worker worker) {
        var before = worked.before();
        var languages = Arrays.asList(before.language(), worked.queueLanguage());
        return unfit("case", before.domain(), languages, worked.vendorId(), worked.certifiedQueue(), worker);
    }

    /** What somebody lacks to work a queue; null: nothing. */
    static @Nullable String unfit(Queue queue, Worker worker) {
        var languages = Arrays.asList(queue.language());
        var certified = queue.isCertified() ? queue.key() : null;
        return unfit("queue", queue.domain(), languages, queue.vendorId(), certified, worker);
    }

    private static @Nullable String unfit(
            String what,
            String domain,
            List<@Nullable String> languages,
            @Nullable UUID vendorId,
            @Nullable String certifiedQueue,
            Worker worker) {
        if (!worker.skills().containsKey(domain)) {
            return "The %s needs the skill %s; she has %s".formatted(what, domain, skills(worker));
        }
        for (var language : languages) {
            if (!worker.reads(language)) {
                return "The %s needs the language %s; she reads %s".formatted(what, language, worker.languages());
            }
        }
        if (!Objects.equals(vendorId, worker.vendorId())) {
            return "The %s is worked by another company".formatted(what);
        }
        return certifiedQueue == null || worker.certifications().contains(domain)
                ? null
                : "The queue %s needs a certification in %s that is in force; she has none"
                        .formatted(certifiedQueue, domain);
    }

    static String skills(Worker worker) {
        Set<String> skills = worker.skills().keySet();
        return skills.isEmpty() ? "no skill" : String.join(", ", skills);
    }
}

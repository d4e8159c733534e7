package docket.cases;

import docket.platform.request.Caller;
import docket.platform.sql.Later;
import docket.platform.sql.Write;
import docket.vendors.Worker;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;

/** All SQL that looks for waiting cases. */
final class NextCaseRepository {
    private NextCaseRepository() {}

    /** What keeps a waiting case from somebody: the language, the caller's markets, her own part in it. Nobody had one in what nobody has held. */
    private static final String FITS = """
            (c.language is null or c.language = any (?::text[]))
            and (cardinality(?::text[]) = 0 or c.market = any (?::text[]))
            and (c.first_touch_at is null and c.reopen_count = 0 or not exists (select from decisions.part(?, c.id, 'DECIDER', null)))
            """;

    /** The queues that somebody works. */
    private static final String WORKED = """
            q.domain = any (?) and q.vendor_id is not distinct from ? and (q.language is null or q.language = any (?))
            and (not q.certified or q.domain = any (?))
            """;

    /** The queues that somebody works, first those to which a case of hers came back from hold, and then those with the most urgent case. */
    private static final String QUEUES = """
            select q.id
            from cases.queue q
            cross join lateral (
                select c.due_at, c.severity, c.priority_rank
                from cases.moderation_case c
                where c.queue_id = q.id and c.state = 'QUEUED' and %s
                order by c.due_at, c.severity, c.priority_rank desc, c.id
                limit 1) head
            where %s
            order by exists (select from cases.moderation_case c where c.returned_to_id = ? and c.queue_id = q.id and c.state = 'QUEUED') desc,
                head.due_at, head.severity, head.priority_rank desc, q.id
            """.formatted(FITS, WORKED);

    private static final String FIRST = """
            select c.*
            from cases.moderation_case c
            where %s and c.queue_id = ? and c.state = 'QUEUED' and %s
                and exists (
                    select from cases.queue q
                    where q.id = c.queue_id and %s)
            order by %s, c.severity, c.priority_rank desc, c.id
            limit 1
            for no key update of c skip locked
            """;

    /**
     * What came back to her from hold, or else what is most urgent, which is not looked for, nor locked, where there is such a one. Hers are few and sorted:
     * the index by deadline, which would walk through the whole queue for them, does not serve that order.
     */
    private static final String NEXT = """
            select %s, null::bigint, null::uuid, null::timestamptz, set_config('docket.locked', c.id::text, true)
            from (
                select * from (%s) hers
                union all
                select * from (%s) next
                limit 1) c
            left join cases.queue q on q.id = c.queue_id
            """.formatted(
                    CaseWorkRepository.FOUND,
                    FIRST.formatted("c.returned_to_id = ?", FITS, WORKED, "c.due_at + interval '0'"),
                    FIRST.formatted("true", FITS, WORKED, "c.due_at"));

    /** What somebody may claim from. */
    record Claimant(Worker worker, Set<String> markets) {
        private String[] languages() {
            return worker.languages().toArray(String[]::new);
        }

        private String[] places() {
            return markets.toArray(String[]::new);
        }
    }

    static List<UUID> queues(DSLContext sql, Claimant claimant) {
        var worker = claimant.worker();
        var languages = claimant.languages();
        var places = claimant.places();
        return Write.rows(
                sql,
                QUEUES,
                row -> row.getObject(1, UUID.class),
                languages,
                places,
                places,
                worker.id(),
                worker.skills().keySet().toArray(String[]::new),
                worker.vendorId(),
                languages,
                worker.certifications().toArray(String[]::new),
                worker.id());
    }

    /** The first waiting case of a queue that she works and that nobody else is just taking, locked; empty: there is none. */
    static Later<List<FoundCase>> next(DSLContext sql, Claimant claimant, UUID queue) {
        var worker = claimant.worker();
        var languages = claimant.languages();
        var places = claimant.places();
        var skills = worker.skills().keySet().toArray(String[]::new);
        var certifications = worker.certifications().toArray(String[]::new);
        return Write.later(
                sql,
                NEXT,
                CaseWorkRepository::found,
                worker.id(),
                queue,
                languages,
                places,
                places,
                worker.id(),
                skills,
                worker.vendorId(),
                languages,
                certifications,
                queue,
                languages,
                places,
                places,
                worker.id(),
                skills,
                worker.vendorId(),
                languages,
                certifications);
    }

    private static final String WAITING = """
            select c.id from cases.moderation_case c
            where c.state = 'QUEUED' and (?::uuid is null or c.queue_id = ?::uuid) and (?::uuid is null or c.seller_id = ?::uuid)
                and (?::uuid is null or c.creator_id = ?::uuid) and (cardinality(?::text[]) = 0 or c.severity = any (?::text[]))
                and (?::text is null or c.market = ?::text) and %s
            order by c.due_at, c.severity, c.priority_rank desc, c.id
            limit ?
            """.formatted(CaseWorkRepository.IN_REACH);

    static List<UUID> waiting(DSLContext sql, WaitingCases which, Caller caller, int most) {
        var severities = which.severities().toArray(String[]::new);
        var markets = caller.markets().toArray(String[]::new);
        return Write.rows(
                sql,
                WAITING,
                row -> row.getObject(1, UUID.class),
                which.queueId(),
                which.queueId(),
                which.sellerId(),
                which.sellerId(),
                which.creatorId(),
                which.creatorId(),
                severities,
                severities,
                which.market(),
                which.market(),
                caller.vendorId(),
                caller.vendorId(),
                markets,
                markets,
                most);
    }
}

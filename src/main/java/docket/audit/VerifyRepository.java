package docket.audit;

import docket.platform.sql.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the chains. Hashes are computed by what PostgreSQL brings along and by nothing that stands in the database, so that whoever changes
 * functions there changes nothing here.
 */
final class VerifyRepository {
    /** As {@code audit.canonical} writes an event down. */
    private static final String CANONICAL = Stream.of(
                    "chain::text",
                    "number::text",
                    "id::text",
                    "(extract(epoch from occurred_at) * 1000000)::bigint::text",
                    "action",
                    "actor_kind",
                    "actor",
                    "token_id::text",
                    "request_id",
                    "address",
                    "entity_type",
                    "entity_id::text",
                    "reason",
                    "detail",
                    "occurrences::text",
                    "before_text",
                    "after_text")
            .map(field -> "coalesce(octet_length(%1$s) || ':' || %1$s, '-')".formatted(field))
            .collect(Collectors.joining(" || "));

    private static final String FIRST_FAULT = """
            select number, before_number, intact, linked,
                exists (select from audit.audit_event e where e.hash = checked.previous_hash) as has_predecessor
            from (
                select number, previous_hash,
                    lag(number, 1, 0::bigint) over place as before_number,
                    previous_hash = lag(hash, 1, sha256(convert_to('docket audit chain ' || chain, 'UTF8'))) over place as linked,
                    hash = sha256(previous_hash || convert_to(%s, 'UTF8')) as intact
                from (
                    select *, before::text as before_text, after::text as after_text
                    from audit.audit_event
                    where chain = ?
                    order by number
                    offset 0
                ) event
                window place as (order by number)
                offset 0
            ) checked
            where not intact or not linked or number <> before_number + 1
            order by number
            limit 1""".formatted(CANONICAL);

    /** The end as the table of chains has it, and as the events have it. */
    private static final String END = """
            select c.entries, coalesce(e.number, 0), c.hash = coalesce(e.hash, sha256(convert_to('docket audit chain ' || k, 'UTF8')))
            from (values (?::smallint)) wanted (k)
            left join audit.chain c on c.chain = k
            left join lateral (
                select number, hash from audit.audit_event where chain = k order by number desc limit 1) e on true""";

    private static final String FIRST_BAD_ANCHOR = """
            select number, before_number
            from (
                select number,
                    lag(number, 1, 0::bigint) over place as before_number,
                    previous_hash = lag(hash, 1, sha256('docket audit anchors')) over place as linked,
                    hash = sha256(previous_hash || convert_to(concat_ws(
                        ' ',
                        number,
                        (extract(epoch from at) * 1000000)::bigint,
                        array_to_string(counts, ','),
                        (select string_agg(encode(u.hash, 'hex'), ',' order by u.place)
                         from unnest(hashes) with ordinality u (hash, place))), 'UTF8')) as intact
                from audit.anchor
                window place as (order by number)
            ) checked
            where not intact or not linked or number <> before_number + 1
            order by number
            limit 1""";

    /** For each chain the first place where it is not what an anchor has kept. */
    private static final String ANCHORED_OTHERWISE = """
            select distinct on (kept.chain) kept.chain - 1, kept.number, e.number is null
            from (
                select distinct u.chain, u.number, u.hash
                from audit.anchor a, unnest(a.counts, a.hashes) with ordinality u (number, hash, chain)
                where u.number > 0
            ) kept
            left join audit.audit_event e on e.chain = kept.chain - 1 and e.number = kept.number
            where e.hash is distinct from kept.hash
            order by kept.chain, kept.number""";

    private static final int CHAINS = 64;

    private VerifyRepository() {}

    /** @param sql a transaction that sees one snapshot */
    static void begin(DSLContext sql) {
        sql.execute("set transaction isolation level repeatable read, read only");
        Transactions.allow(sql, Duration.ofHours(1));
        // Along the index, so that a chain of any length passes through without being kept.
        sql.execute("set local enable_sort = off");
        sql.execute("set local enable_bitmapscan = off");
    }

    static long count(DSLContext sql) {
        return sql.fetchSingle("select coalesce(sum(entries), 0)::bigint from audit.chain")
                .get(0, Long.class);
    }

    /** The first fault of each chain. */
    static List<Fault> chains(DSLContext sql) {
        var faults = new ArrayList<Fault>();
        for (int chain = 0; chain < CHAINS; chain++) {
            var fault = first(sql, chain);
            if (fault != null) {
                faults.add(fault);
            }
        }
        return faults;
    }

    private static @Nullable Fault first(DSLContext sql, int chain) {
        var found = sql.fetchOne(FIRST_FAULT, chain);
        return found == null ? end(sql, chain) : fault(chain, found);
    }

    private static Fault fault(int chain, Record found) {
        long number = found.get("number", Long.class);
        long expected = found.get("before_number", Long.class) + 1;
        boolean isIntact = found.get("intact", Boolean.class);
        boolean isLinked = found.get("linked", Boolean.class);
        boolean hasPredecessor = found.get("has_predecessor", Boolean.class);
        if (number != expected) {
            return hasPredecessor
                    ? new Fault(chain, expected, Fault.Kind.REORDERED, "it stands somewhere else")
                    : new Fault(chain, expected, Fault.Kind.REMOVED, "the next one is %d".formatted(number));
        }
        if (!isLinked && !isIntact && hasPredecessor) {
            return new Fault(chain, number, Fault.Kind.REORDERED, "it was written somewhere else");
        }
        return isIntact
                ? new Fault(
                        chain,
                        Math.max(1, number - 1),
                        Fault.Kind.EDITED,
                        "event %d followed another one".formatted(number))
                : new Fault(chain, number, Fault.Kind.EDITED, "its hash is that of another content");
    }

    private static @Nullable Fault end(DSLContext sql, int chain) {
        var end = sql.fetchSingle(END, chain);
        var entries = end.get(0, Long.class);
        long last = end.get(1, Long.class);
        if (entries == null || entries > last) {
            return new Fault(chain, last + 1, Fault.Kind.REMOVED, "the end of the chain is missing");
        }
        if (entries < last || !end.get(2, Boolean.class)) {
            return new Fault(chain, last, Fault.Kind.EDITED, "the chain ended otherwise");
        }
        return null;
    }

    /** The first fault of the anchors, and of each chain as they kept it. */
    static List<Fault> anchors(DSLContext sql) {
        var faults = new ArrayList<Fault>();
        var bad = sql.fetchOne(FIRST_BAD_ANCHOR);
        if (bad != null) {
            long number = bad.get(0, Long.class);
            long expected = bad.get(1, Long.class) + 1;
            faults.add(
                    number == expected
                            ? new Fault(null, number, Fault.Kind.EDITED, "its hash is that of another content")
                            : new Fault(null, expected, Fault.Kind.REMOVED, "the next one is %d".formatted(number)));
        }
        sql.fetch(ANCHORED_OTHERWISE).forEach(kept -> {
            var isGone = kept.get(2, Boolean.class);
            faults.add(new Fault(
                    kept.get(0, Integer.class),
                    kept.get(1, Long.class),
                    isGone ? Fault.Kind.REMOVED : Fault.Kind.EDITED,
                    isGone ? "an anchor knows it" : "an anchor knows another one"));
        });
        return faults;
    }

    /** Whether there is an anchor with this hash, in hexadecimal digits. */
    static boolean hasAnchor(DSLContext sql, String hash) {
        return sql.fetchSingle("select exists (select from audit.anchor where hash = decode(?, 'hex'))", hash)
                .get(0, Boolean.class);
    }
}

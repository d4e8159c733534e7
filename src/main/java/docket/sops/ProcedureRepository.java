package docket.sops;

import docket.platform.sql.Later;
import docket.platform.sql.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** All SQL by which a procedure is followed. */
final class ProcedureRepository {
    private static final String PROCEDURE = """
            select asked.market, v.id, %s
            from unnest(?::text[]) asked (market)
            cross join sops.sop p
            left join lateral (
                select v.id
                from sops.sop_version v
                left join platform.market m on m.code = asked.market
                where v.sop_id = p.id and v.effective_at <= ? and coalesce(v.ends_at, 'infinity') > ?
                    and v.status not in ('DRAFT', 'IN_REVIEW', 'CHANGES_REQUESTED', 'APPROVED', 'WITHDRAWN')
                    and (v.market is null or v.market = m.code)
                    and (v.locale = coalesce(?, m.default_locale) or ?::text is null and v.source_version_id is null)
                order by v.locale = coalesce(?, m.default_locale) desc, v.market nulls last, v.locale
                limit 1) v on true
            left join sops.sop_step s on s.sop_version_id = v.id
            where p.id = ?
            order by asked.market, s.position
            """.formatted(SopRepository.STEPS.columns().stream()
            .map(Field::getName)
            .map(name -> "s." + name)
            .collect(Collectors.joining(", ")));

    private record Row(
            @Nullable String market,
            @Nullable UUID version,
            @Nullable SopStep step) {}

    private ProcedureRepository() {}

    /** By market, however many; empty when there is no such procedure. */
    static Later<Map<@Nullable String, Procedure>> procedures(
            DSLContext sql, UUID sop, @Nullable String locale, Collection<@Nullable String> markets, Instant now) {
        var rows = Write.later(
                sql,
                PROCEDURE,
                row -> new Row(
                        row.getString(1),
                        row.getObject(2, UUID.class),
                        row.getObject(3) == null ? null : SopRepository.STEPS.read(row, 2)),
                markets.toArray(String[]::new),
                now,
                now,
                locale,
                locale,
                locale,
                sop);
        return rows.map(found -> procedures(sop, found));
    }

    private static Map<@Nullable String, Procedure> procedures(UUID sop, List<Row> rows) {
        var byMarket = new HashMap<@Nullable String, List<Row>>();
        for (var row : rows) {
            byMarket.computeIfAbsent(row.market(), market -> new ArrayList<>()).add(row);
        }
        var procedures = new HashMap<@Nullable String, Procedure>();
        byMarket.forEach((market, found) -> procedures.put(market, procedure(sop, found)));
        return procedures;
    }

    private static Procedure procedure(UUID sop, List<Row> rows) {
        var steps = rows.stream().map(Row::step).filter(Objects::nonNull).toList();
        return new Procedure(sop, rows.getFirst().version(), steps);
    }
}

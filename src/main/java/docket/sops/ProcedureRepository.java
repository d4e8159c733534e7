package docket.sops;

import docket.platform.sql.Write;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** All SQL by which a procedure is followed. */
final class ProcedureRepository {
    private static final String PROCEDURE = """
            select v.id, %s
            from sops.sop p
            left join lateral (
                select v.id
                from sops.sop_version v
                left join platform.market m on m.code = ?
                where v.sop_id = p.id and v.effective_at <= ? and coalesce(v.ends_at, 'infinity') > ?
                    and v.status not in ('DRAFT', 'IN_REVIEW', 'CHANGES_REQUESTED', 'APPROVED', 'WITHDRAWN')
                    and (v.market is null or v.market = m.code)
                    and (v.locale = coalesce(?, m.default_locale) or ?::text is null and v.source_version_id is null)
                order by v.locale = coalesce(?, m.default_locale) desc, v.market nulls last, v.locale
                limit 1) v on true
            left join sops.sop_step s on s.sop_version_id = v.id
            where p.id = ?
            order by s.position
            """.formatted(SopRepository.STEPS.columns().stream()
            .map(Field::getName)
            .map(name -> "s." + name)
            .collect(Collectors.joining(", ")));

    private record Row(@Nullable UUID version, @Nullable SopStep step) {}

    private ProcedureRepository() {}

    static @Nullable Procedure procedure(
            DSLContext sql, UUID sop, @Nullable String locale, @Nullable String market, Instant now) {
        var rows = Write.rows(
                sql,
                PROCEDURE,
                row -> new Row(
                        row.getObject(1, UUID.class),
                        row.getObject(2) == null ? null : SopRepository.STEPS.read(row, 1)),
                market,
                now,
                now,
                locale,
                locale,
                locale,
                sop);
        if (rows.isEmpty()) {
            return null;
        }
        var steps = rows.stream().map(Row::step).filter(Objects::nonNull).toList();
        return new Procedure(sop, rows.getFirst().version(), steps);
    }
}

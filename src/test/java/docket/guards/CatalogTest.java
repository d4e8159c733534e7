package docket.guards;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the database's own catalogue must tell a newcomer. */
@DocketTest
class CatalogTest {
    private static final String OURS = "s.nspname !~ '^(pg_|information_schema$|public$)'";

    @Autowired
    TestDatabase database;

    private List<String> column(String sql) throws SQLException {
        var values = new ArrayList<String>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql.replace("$OURS", OURS))) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    @Test
    void seesTheTables() throws SQLException {
        assertThat(column("select s.nspname from pg_namespace s where $OURS"))
                .contains("cases", "decisions", "subjects", "sla");
    }

    /** What is granted and what is seen is told by {@code platform.guard}, which every new table has to call. */
    @Test
    void everyTableHasForcedPolicies() throws SQLException {
        assertThat(column("""
                select s.nspname || '.' || t.relname from pg_class t join pg_namespace s on s.oid = t.relnamespace
                where $OURS and t.relkind in ('r', 'p')
                  and not (t.relrowsecurity and t.relforcerowsecurity
                    and exists (select from pg_policy p where p.polrelid = t.oid and p.polname = 'own_house'))
                """)).isEmpty();
        assertThat(column("""
                select s.nspname || '.' || t.relname from pg_class t join pg_namespace s on s.oid = t.relnamespace
                where $OURS and t.relkind = 'v' and not coalesce('security_invoker=true' = any (t.reloptions), false)
                  and t.oid <> 'quality.blinded_case'::regclass -- what policies of audits ask, who may not ask themselves
                """)).isEmpty();
    }

    /** A table that names a decision, or what follows from one, would tell an auditor who is to judge it blind. */
    @Test
    void whatFollowsFromADecisionIsHiddenWithIt() throws SQLException {
        assertThat(column("""
                select s.nspname || '.' || t.relname from pg_class t join pg_namespace s on s.oid = t.relnamespace
                where $OURS and t.relkind in ('r', 'p')
                  and exists (select from pg_attribute a where a.attrelid = t.oid and a.attname in
                    ('decision_id', 'enforcement_action_id', 'appeal_id', 'escalation_id', 'qa_review_id', 'sla_clock_id'))
                  and exists (select from pg_policy p where p.polrelid = t.oid and p.polname = 'blind'
                    and pg_get_expr(p.polqual, p.polrelid) = 'true')
                """)).isEmpty();
        assertThat(column("select 'a policy' from pg_policy where polname = 'blind'"))
                .hasSizeGreaterThan(40);
    }

    /** Whoever is let into the database as the application can neither change the tables nor get past their policies. */
    @Test
    void theApplicationOwnsNothing() throws SQLException {
        assertThat(column("""
                select s.nspname || '.' || t.relname from pg_class t join pg_namespace s on s.oid = t.relnamespace
                where $OURS and pg_get_userbyid(t.relowner) in ('docket_app', 'docket_scoped', 'docket_blind')
                """)).isEmpty();
        assertThat(column(
                        "select rolname from pg_roles where rolname like 'docket\\_%' and (rolsuper or rolbypassrls)"))
                .isEmpty();
        assertThat(column("""
                select table_schema || '.' || table_name || ' ' || privilege_type from information_schema.table_privileges
                where grantee in ('docket_scoped', 'docket_blind') and privilege_type <> 'SELECT' or grantee = 'PUBLIC' and table_schema !~ '^(pg_|information_schema)'
                """)).isEmpty();
    }

    /** Where columns are granted one by one, a new one is easily forgotten. */
    @Test
    void companiesReadAllColumnsOfWhatTheySeeButForTheseFew() throws SQLException {
        assertThat(column("""
                select s.nspname || '.' || t.relname || '.' || a.attname from pg_class t
                join pg_namespace s on s.oid = t.relnamespace
                join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
                where $OURS and has_any_column_privilege('docket_scoped', t.oid, 'select')
                  and not has_column_privilege('docket_scoped', t.oid, a.attnum, 'select')
                """)).containsExactly("subjects.seller.seen_by");
    }

    /** What is changed without an event of the audit, and why. */
    private static final Map<String, String> UNWATCHED = Map.ofEntries(
            Map.entry("audit.chain", "the ends of the chains of events"),
            Map.entry("cases.assignment", "what happens to a case is told by its events, which are append-only"),
            Map.entry("cases.lease", "as its assignments; beats of its heart would drown all else"),
            Map.entry("cases.case_text", "copied from cases by a trigger"),
            Map.entry("cases.unmoved_case", "which reports a sweep has still to move; the reports are watched"),
            Map.entry("cases.unsettled_case", "which reports a sweep has still to answer; the reports are watched"),
            Map.entry("cases.bulk_action_item", "told by its bulk action, and by each case"),
            Map.entry("decisions.bulk_item", "told by its bulk decision, and by each decision"),
            Map.entry("decisions.kept_open", "when a sweep looks again"),
            Map.entry("decisions.measure_kind", "migrations alone write it"),
            Map.entry("decisions.notice_rule", "migrations alone write it"),
            Map.entry("platform.life_cycle_transition", "migrations alone write it"),
            Map.entry("events.outbox_event", "tells again what events of cases tell"),
            Map.entry("events.stream", "where the outbox has come to"),
            Map.entry("metrics.change", "what is to be counted anew"),
            Map.entry("metrics.kept_week", "counted from what is watched"),
            Map.entry("metrics.week_cell", "counted from what is watched"),
            Map.entry("metrics.week_percentile", "counted from what is watched"),
            Map.entry("platform.cost_account", "points, which refill by themselves"),
            Map.entry("platform.idempotency", "answers of mutations for two days; what they did is audited"),
            Map.entry("platform.scheduled_task", "when sweeps last ran"),
            Map.entry("sla.edition", "counts changes of promises, which are audited"),
            Map.entry("sla.sla_clock", "computed from events of cases; sla-verify computes it again"),
            Map.entry("sla.sla_pause", "computed from events of cases; sla-verify computes it again"));

    /** A new table calls {@code audit.watch}, refuses to be changed, or says here why neither. */
    @Test
    void everyTableIsWatchedAppendOnlyOrHasAReason() throws SQLException {
        var neither = column("""
                select s.nspname || '.' || t.relname from pg_class t join pg_namespace s on s.oid = t.relnamespace
                where $OURS and t.relkind in ('r', 'p') and not t.relispartition
                  and not exists (select from pg_trigger g where g.tgrelid = t.oid
                    and g.tgfoid in ('audit.note_change'::regproc, 'platform.refuse_change'::regproc))
                """);
        assertThat(neither).containsExactlyInAnyOrderElementsOf(UNWATCHED.keySet());
    }

    /** Whoever may execute one makes it the trigger of a table of his own, or of a temporary one, and it does as the owner what it does. */
    @Test
    void nobodyExecutesAsTheOwnerWhatHeIsNotGranted() throws SQLException {
        assertThat(column("""
                select s.nspname || '.' || p.proname from pg_proc p join pg_namespace s on s.oid = p.pronamespace
                where $OURS and p.prosecdef
                  and (has_function_privilege('public', p.oid, 'execute')
                    or not exists (select from unnest(p.proconfig) setting where setting like 'search\\_path=%'))
                """)).isEmpty();
        assertThat(
                        column(
                                "select s.nspname from pg_proc p join pg_namespace s on s.oid = p.pronamespace where $OURS and p.prosecdef"))
                .contains("audit", "cases", "metrics", "sla");
        // Copies of a database do not take over what is granted on it.
        assertThat(column("""
                select r.role from (values ('public'), ('docket_scoped'), ('docket_blind')) r (role)
                where has_database_privilege(r.role, 'test_template', 'temporary')
                """)).isEmpty();
    }

    @Test
    void everySchemaTableAndColumnIsDescribed() throws SQLException {
        assertThat(
                        column(
                                "select s.nspname from pg_namespace s where $OURS and obj_description(s.oid, 'pg_namespace') is null"))
                .isEmpty();
        assertThat(column("""
                select s.nspname || '.' || t.relname from pg_class t join pg_namespace s on s.oid = t.relnamespace
                where $OURS and t.relkind in ('r', 'p', 'v', 'm') and obj_description(t.oid, 'pg_class') is null
                """)).isEmpty();
        assertThat(column("""
                select s.nspname || '.' || t.relname || '.' || a.attname
                from pg_attribute a join pg_class t on t.oid = a.attrelid join pg_namespace s on s.oid = t.relnamespace
                where $OURS and t.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped
                  and col_description(t.oid, a.attnum) is null
                """)).isEmpty();
        assertThat(column("""
                select s.nspname || '.' || p.proname from pg_proc p join pg_namespace s on s.oid = p.pronamespace
                where $OURS and obj_description(p.oid, 'pg_proc') is null
                """)).isEmpty();
    }

    @Test
    void constraintsAreNamedByTheirKindAndTable() throws SQLException {
        assertThat(column("""
                select s.nspname || '.' || t.relname || ': ' || c.conname
                from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace s on s.oid = t.relnamespace
                where $OURS and c.contype <> 'n' and t.relkind in ('r', 'p')
                  and not starts_with(c.conname, case c.contype when 'p' then 'pk_' when 'u' then 'uk_' when 'f' then 'fk_'
                                                                when 'c' then 'ck_' when 'x' then 'ex_' when 't' then 'tr_' end || t.relname)
                """)).isEmpty();
    }

    @Test
    void keysAreNamedByTheirColumns() throws SQLException {
        assertThat(column("""
                select s.nspname || '.' || t.relname || ': ' || c.conname
                from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace s on s.oid = t.relnamespace
                cross join lateral (select string_agg(a.attname, '_' order by k.position) as columns
                                    from (select u.number, min(u.position) from unnest(c.conkey) with ordinality u (number, position)
                                          group by u.number) k (number, position)
                                    join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number) keys
                where $OURS and c.contype in ('u', 'f')
                  and c.conname <> left(case c.contype when 'u' then 'uk_' else 'fk_' end || t.relname || '_' || keys.columns, 63)
                """)).isEmpty();
    }

    @Test
    void indexesAreNamedByTheirTable() throws SQLException {
        assertThat(column("""
                select s.nspname || '.' || i.relname
                from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
                join pg_namespace s on s.oid = t.relnamespace
                where $OURS and not exists (select from pg_constraint c where c.conindid = i.oid and c.contype <> 'f')
                  and not starts_with(i.relname, case when x.indisunique then 'uk_' else 'ix_' end || t.relname)
                """)).isEmpty();
    }

    /** An index costs every write; so each serves a constraint, a foreign key, or says in its comment what it is for. */
    @Test
    void everyIndexHasAUse() throws SQLException {
        assertThat(column("""
                select s.nspname || '.' || i.relname
                from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
                join pg_namespace s on s.oid = t.relnamespace
                where $OURS
                  and not exists (select from pg_constraint c where c.conindid = i.oid and c.contype <> 'f')
                  and not exists (select from pg_constraint f where f.contype = 'f' and f.conrelid = t.oid and f.conkey[1] = x.indkey[0])
                  and obj_description(i.oid, 'pg_class') is null
                """)).isEmpty();
    }

    /** Without one, deleting or re-keying the other end reads the whole table; markets are neither deleted nor re-keyed. */
    @Test
    void everyForeignKeyHasAnIndexOrAReason() throws SQLException {
        assertThat(column("""
                select s.nspname || '.' || t.relname || ': ' || c.conname
                from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace s on s.oid = t.relnamespace
                where $OURS and c.contype = 'f' and c.confrelid <> 'platform.market'::regclass and obj_description(c.oid, 'pg_constraint') is null
                  and not exists (select from pg_index x where x.indrelid = t.oid and x.indkey[0] = any (c.conkey))
                """)).isEmpty();
    }

    @Test
    void timesHaveAZone() throws SQLException {
        assertThat(column("""
                select s.nspname || '.' || t.relname || '.' || a.attname
                from pg_attribute a join pg_class t on t.oid = a.attrelid join pg_namespace s on s.oid = t.relnamespace
                where $OURS and t.relkind in ('r', 'p') and a.attnum > 0 and a.atttypid in ('timestamp'::regtype, 'json'::regtype, 'money'::regtype)
                """)).isEmpty();
    }
}

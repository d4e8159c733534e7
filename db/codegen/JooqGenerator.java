import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.codegen.GenerationTool;
import org.jooq.impl.DSL;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.SchemaMappingType;
import org.jooq.meta.jaxb.Target;
import org.slf4j.LoggerFactory;

/** Migrates a throwaway PostgreSQL and generates the jOOQ classes of its schemas, one package per schema below {@code docketdb}. */
class JooqGenerator {
    private static final String SYSTEM_SCHEMAS = "('public', 'information_schema')";

    private JooqGenerator() {}

    static void generate(Path migrations, Path target) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try (var postgres = EmbeddedPostgres.builder()
                .setErrorRedirector(Redirect.DISCARD)
                .setOutputRedirector(Redirect.DISCARD)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start()) {
            var url = postgres.getJdbcUrl("postgres", "postgres");
            Flyway.configure()
                    .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                    .dataSource(url, "postgres", "")
                    .locations("filesystem:" + migrations)
                    .load()
                    .migrate();
            generate(url, target);
        }
    }

    private static void generate(String url, Path target) throws Exception {
        try (var connection = DriverManager.getConnection(url, "postgres", "")) {
            var sql = DSL.using(connection, SQLDialect.POSTGRES);
            var database = new Database()
                    .withName("org.jooq.meta.postgres.PostgresDatabase")
                    .withSchemata(schemas(sql))
                    .withIncludes(".*")
                    .withExcludes(String.join("|", partitionsAndRoutinesOfExtensions(sql)))
                    .withForcedTypes(new ForcedType()
                            .withName("INSTANT")
                            .withIncludeTypes("(?i:timestamp with time zone|timestamptz)"));
            GenerationTool.generate(new Configuration()
                    .withLogging(Logging.WARN)
                    .withJdbc(new Jdbc().withUrl(url).withUser("postgres").withPassword(""))
                    .withGenerator(new Generator()
                            .withDatabase(database)
                            .withGenerate(onlyTables())
                            .withTarget(new Target().withPackageName("docketdb").withDirectory(target.toString()))));
        }
    }

    /** Rows are read into our own records, so no row classes; joins are written out, so no paths. */
    private static Generate onlyTables() {
        return new Generate()
                .withRecords(false)
                .withImplicitJoinPathsToOne(false)
                .withImplicitJoinPathsToMany(false)
                .withGeneratedAnnotation(false)
                .withJavaTimeTypes(true);
    }

    private static List<SchemaMappingType> schemas(DSLContext sql) {
        return sql
                .fetch("select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in " + SYSTEM_SCHEMAS
                        + " order by 1")
                .getValues(0, String.class)
                .stream()
                .map(name -> new SchemaMappingType().withInputSchema(name))
                .toList();
    }

    private static List<String> partitionsAndRoutinesOfExtensions(DSLContext sql) {
        return sql.fetch("""
                        select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relispartition and c.relkind in ('r', 'p')
                        union
                        select n.nspname, p.proname from pg_depend d
                        join pg_proc p on p.oid = d.objid join pg_namespace n on n.oid = p.pronamespace
                        where d.classid = 'pg_proc'::regclass and d.deptype = 'e'
                        """).map(row -> row.get(0, String.class) + "\\." + row.get(1, String.class));
    }
}

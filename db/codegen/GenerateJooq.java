import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
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

/**
 * Migrates a throwaway PostgreSQL and generates the jOOQ classes of its schemas, one package per schema below {@code docketdb}. Does nothing while
 * the migrations and this file are what the last run saw. Arguments: the migrations, the target folder, this file.
 */
public class GenerateJooq {
    private static final String SYSTEM_SCHEMAS = "('public', 'information_schema')";

    public static void main(String[] args) throws Exception {
        var migrations = Path.of(args[0]);
        var target = Path.of(args[1]);
        var stamp = target.resolve("checksum");
        var checksum = checksum(migrations, Path.of(args[2]));
        if (Files.exists(stamp) && Files.readString(stamp).equals(checksum)) {
            return;
        }
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        delete(target);
        if (!sqlFiles(migrations).isEmpty()) {
            generate(migrations, target);
        }
        Files.createDirectories(target);
        Files.writeString(stamp, checksum);
    }

    private static void generate(Path migrations, Path target) throws Exception {
        try (var postgres = EmbeddedPostgres.builder()
                .setErrorRedirector(Redirect.DISCARD)
                .setOutputRedirector(Redirect.DISCARD)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start()) {
            var url = postgres.getJdbcUrl("postgres", "postgres");
            Flyway.configure()
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

    private static String checksum(Path migrations, Path generator) throws IOException, GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256");
        for (var file : Stream.concat(sqlFiles(migrations).stream(), Stream.of(generator))
                .toList()) {
            digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<Path> sqlFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            var deepestFirst = files.sorted(Comparator.reverseOrder()).toArray(Path[]::new);
            for (var file : Arrays.asList(deepestFirst)) {
                Files.delete(file);
            }
        }
    }
}

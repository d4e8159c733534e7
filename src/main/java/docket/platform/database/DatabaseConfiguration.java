package docket.platform.database;

import com.zaxxer.hikari.HikariConfig;
import docket.platform.sql.Turns;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/** One database, two pools: Boot's own one writes, {@code readDataSource} answers queries, each from one snapshot. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {
    /** How long a query waits for a connection. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Payloads of mutations, where queries are read elsewhere. */
    private static final int FRESH_POOL = 4;

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseConfiguration.class);

    @Bean(destroyMethod = "close")
    @Conditional(NoDatabaseConfigured.class)
    EmbeddedPostgres embeddedPostgres(DatabaseProperties properties) {
        if (!ClassUtils.isPresent("io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver", null)) {
            throw new StartupRefused(
                    "No database is configured, and this build of Docket brings none.",
                    "Set spring.datasource.url (SPRING_DATASOURCE_URL), username and password to a PostgreSQL 18.");
        }
        var home = Path.of(properties.home());
        try {
            var settings = properties.postgres();
            var postgres = EmbeddedPostgres.start(home, settings.port(), settings.sharedBuffers());
            postgres.keepRunning(DatabaseConfiguration::end);
            return postgres;
        } catch (IOException e) {
            throw new StartupRefused(
                    "The folder %s cannot hold the embedded PostgreSQL: %s".formatted(home.toAbsolutePath(), reason(e)),
                    "Name a folder that Docket can make and write to with docket.home (DOCKET_HOME).");
        }
    }

    /** A server that can answer nothing any more is better started anew by whoever looks after it. */
    private static void end(String reason) {
        LOG.error("{}. Docket ends.", reason);
        System.exit(1);
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException taken -> "a file stands in its place";
            case NoSuchFileException missing -> "it cannot be made there";
            case FileSystemException other when other.getReason() != null -> String.valueOf(other.getReason());
            default -> String.valueOf(failure.getMessage());
        };
    }

    @Bean
    JdbcConnectionDetails database(DataSourceProperties configured, ObjectProvider<EmbeddedPostgres> embedded) {
        var postgres = embedded.getIfAvailable();
        var details = postgres == null
                ? new Details(url(configured), configured.getUsername(), configured.getPassword())
                : new Details(postgres.url(EmbeddedPostgres.NAME), postgres.user(), postgres.password());
        DatabaseCheck.require(details);
        return details;
    }

    private static String url(DataSourceProperties configured) {
        var url = configured.getUrl();
        if (url == null || url.isBlank()) {
            throw new StartupRefused(
                    "Settings of a database are there, but spring.datasource.url is not.",
                    "Set it, or set none of spring.datasource.* to run on the embedded PostgreSQL.");
        }
        return url;
    }

    @Bean
    DatabaseLocation databaseLocation(JdbcConnectionDetails database, ObjectProvider<EmbeddedPostgres> embedded) {
        var postgres = embedded.getIfAvailable();
        return new DatabaseLocation(
                postgres == null
                        ? DatabaseCheck.place(database)
                        : "%s (PostgreSQL of its own at %s)".formatted(postgres.data(), DatabaseCheck.place(database)));
    }

    /** For what is written; a transaction is {@code transactionResult}. */
    @Bean
    DSLContext sql(DataSource dataSource) {
        return DSL.using(dataSource, SQLDialect.POSTGRES);
    }

    /**
     * Every connection reads one snapshot: repeatable read, read only, no auto-commit. Statements are prepared on their first use and planned
     * once for all values, since the consoles send the same operations all day, and planning a small statement costs more than running it.
     */
    @Bean(defaultCandidate = false)
    DataSource readDataSource(JdbcConnectionDetails database, DatabaseProperties properties) {
        var pool = properties.readPool();
        var url = pool.url() == null ? database.getJdbcUrl() : pool.url();
        return readPool("read", url, pool.size(), database, properties);
    }

    /** What a mutation answers with is read from the database that it wrote to: a replica may not have it yet. */
    @Bean(defaultCandidate = false)
    DataSource freshDataSource(
            @Qualifier("readDataSource") DataSource readDataSource,
            JdbcConnectionDetails database,
            DatabaseProperties properties) {
        return properties.readPool().url() == null
                ? readDataSource
                : readPool("fresh", database.getJdbcUrl(), FRESH_POOL, database, properties);
    }

    @Bean(defaultCandidate = false)
    Turns freshTurns(Turns readTurns, DatabaseProperties properties) {
        return properties.readPool().url() == null ? readTurns : new Turns(FRESH_POOL, PATIENCE);
    }

    private static DataSource readPool(
            String name, String url, int size, JdbcConnectionDetails database, DatabaseProperties properties) {
        var pool = properties.readPool();
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(database.getUsername());
        config.setPassword(database.getPassword());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setReadOnly(true);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("preparedStatementCacheQueries", "512");
        config.addDataSourceProperty("preparedStatementCacheSizeMiB", "16");
        config.addDataSourceProperty("ApplicationName", "docket-read");
        config.addDataSourceProperty(
                "options",
                "-c plan_cache_mode=force_generic_plan -c jit=off -c statement_timeout="
                        + pool.statementTimeout().toMillis());
        return DatabaseCheck.requireSettings(config, pool.statementTimeout());
    }

    @Bean
    Turns readTurns(DatabaseProperties properties) {
        return new Turns(properties.readPool().size(), PATIENCE);
    }

    private record Details(
            String getJdbcUrl,
            @Nullable String getUsername,
            @Nullable String getPassword) implements JdbcConnectionDetails {}

    /** A database that is configured, even wrongly, is never replaced by the embedded one. */
    static class NoDatabaseConfigured implements Condition {
        private static final List<String> CONFIGURED = List.of(
                "spring.datasource.url",
                "spring.datasource.username",
                "spring.datasource.password",
                "spring.datasource.hikari.jdbc-url");

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return CONFIGURED.stream().noneMatch(context.getEnvironment()::containsProperty);
        }
    }
}

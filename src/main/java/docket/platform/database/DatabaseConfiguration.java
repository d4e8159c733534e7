package docket.platform.database;

import com.zaxxer.hikari.HikariConfig;
import docket.platform.database.DatabaseAccounts.Account;
import docket.platform.sql.Databases;
import docket.platform.sql.Transactions;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * One database, a pool for each kind of asking: Boot's own one writes; {@code readDataSource} answers queries of the house, {@code scopedDataSource}
 * those of callers who are bound to a company and {@code blindDataSource} those of auditors, each from one snapshot; {@code freshDataSource} reads
 * what was just written where queries are read elsewhere.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseProperties.class, FlywayProperties.class})
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
    DatabaseAccounts databaseAccounts(
            DataSourceProperties configured,
            FlywayProperties migrations,
            DatabaseProperties properties,
            ObjectProvider<EmbeddedPostgres> embedded) {
        var postgres = embedded.getIfAvailable();
        var accounts = postgres == null
                ? configured(configured, migrations, properties)
                : postgres.accounts(EmbeddedPostgres.NAME);
        DatabaseCheck.require(accounts);
        return accounts;
    }

    private static DatabaseAccounts configured(
            DataSourceProperties configured, FlywayProperties migrations, DatabaseProperties properties) {
        var url = configured.getUrl();
        if (url == null || url.isBlank()) {
            throw new StartupRefused(
                    "Settings of a database are there, but spring.datasource.url is not.",
                    "Set it, or set none of spring.datasource.* to run on the embedded PostgreSQL.");
        }
        var scoped = properties.scopedPool();
        var blind = properties.blindPool();
        return new DatabaseAccounts(
                url,
                new Account(migrations.getUser(), migrations.getPassword()),
                new Account(configured.getUsername(), configured.getPassword()),
                new Account(scoped.username(), scoped.password()),
                new Account(blind.username(), blind.password()));
    }

    @Bean
    JdbcConnectionDetails database(DatabaseAccounts accounts) {
        return new Details(accounts.url(), accounts.app().user(), accounts.app().password());
    }

    @Bean
    FlywayConnectionDetails migrations(DatabaseAccounts accounts) {
        return new MigrationDetails(
                accounts.url(), accounts.owner().user(), accounts.owner().password());
    }

    @Bean
    DatabaseLocation databaseLocation(DatabaseAccounts accounts, ObjectProvider<EmbeddedPostgres> embedded) {
        var postgres = embedded.getIfAvailable();
        var place = DatabaseCheck.place(accounts.url());
        return new DatabaseLocation(
                postgres == null ? place : "%s (PostgreSQL of its own at %s)".formatted(postgres.data(), place));
    }

    /** For what is written; a transaction is {@code transactionResult}. */
    @Bean
    DSLContext sql(DataSource dataSource) {
        return Transactions.of(dataSource);
    }

    @Bean(defaultCandidate = false)
    DataSource readDataSource(DatabaseAccounts accounts, DatabaseProperties properties) {
        var pool = properties.readPool();
        return snapshots("read", readFrom(accounts, pool), accounts.app(), pool, pool.size());
    }

    /** What a mutation answers with is read from the database that it wrote to: a replica may not have it yet. */
    @Bean(defaultCandidate = false)
    DataSource freshDataSource(
            @Qualifier("readDataSource") DataSource readDataSource,
            DatabaseAccounts accounts,
            DatabaseProperties properties) {
        var pool = properties.readPool();
        return pool.url() == null
                ? readDataSource
                : snapshots("fresh", accounts.url(), accounts.app(), pool, FRESH_POOL);
    }

    /** The role decides what is seen, and not what is set: it sees nothing until a transaction has said for whom it reads. */
    @Bean(defaultCandidate = false)
    DataSource scopedDataSource(DatabaseAccounts accounts, DatabaseProperties properties) {
        var pool = properties.readPool();
        var size = properties.scopedPool().size();
        return snapshots("scoped", readFrom(accounts, pool), accounts.scoped(), pool, size);
    }

    /** Few ask here, so that it needs no replica: and what a mutation of theirs has written is there. */
    @Bean(defaultCandidate = false)
    DataSource blindDataSource(DatabaseAccounts accounts, DatabaseProperties properties) {
        var size = properties.blindPool().size();
        return snapshots("blind", accounts.url(), accounts.blind(), properties.readPool(), size);
    }

    private static String readFrom(DatabaseAccounts accounts, DatabaseProperties.ReadPool pool) {
        return pool.url() == null ? accounts.url() : pool.url();
    }

    /**
     * Every connection reads one snapshot: repeatable read, read only, no auto-commit. Statements are prepared on their first use and planned
     * once for all values, since the consoles send the same operations all day, and planning a small statement costs more than running it.
     */
    private static DataSource snapshots(
            String name, String url, Account account, DatabaseProperties.ReadPool pool, int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(account.user());
        config.setPassword(account.password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setReadOnly(true);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("preparedStatementCacheQueries", "512");
        config.addDataSourceProperty("preparedStatementCacheSizeMiB", "16");
        config.addDataSourceProperty("ApplicationName", "docket-" + name);
        config.addDataSourceProperty(
                "options",
                "-c plan_cache_mode=force_generic_plan -c jit=off -c statement_timeout="
                        + pool.statementTimeout().toMillis());
        return DatabaseCheck.requireSettings(config, pool.statementTimeout());
    }

    @Bean
    Databases databases(
            @Qualifier("readDataSource") DataSource house,
            @Qualifier("freshDataSource") DataSource fresh,
            @Qualifier("scopedDataSource") DataSource scoped,
            @Qualifier("blindDataSource") DataSource blind,
            DatabaseProperties properties) {
        var turns = new Turns(properties.readPool().size(), PATIENCE);
        return new Databases(
                new Databases.Pool(house, turns),
                new Databases.Pool(fresh, fresh == house ? turns : new Turns(FRESH_POOL, PATIENCE)),
                new Databases.Pool(scoped, new Turns(properties.scopedPool().size(), PATIENCE)),
                new Databases.Pool(blind, new Turns(properties.blindPool().size(), PATIENCE)));
    }

    private record MigrationDetails(
            String getJdbcUrl,
            @Nullable String getUsername,
            @Nullable String getPassword) implements FlywayConnectionDetails {}

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

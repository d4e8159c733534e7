package docket.platform.database;

import docket.platform.database.DatabaseAccounts.Account;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/** Which database it is, the embedded one or another, whom Docket connects as, and that it is one to rely on. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseProperties.class, FlywayProperties.class})
class DatabaseConfiguration {
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

    private record MigrationDetails(
            String getJdbcUrl,
            @Nullable String getUsername,
            @Nullable String getPassword) implements FlywayConnectionDetails {}

    private record Details(
            String getJdbcUrl,
            @Nullable String getUsername,
            @Nullable String getPassword) implements JdbcConnectionDetails {}
}

package docket.demo;

import docket.platform.database.EmbeddedPostgres;
import docket.platform.database.StartupRefused;
import java.util.Locale;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whether and how much demo data is loaded at the start: {@code docket.demo}, DOCKET_DEMO. */
@Configuration(proxyBeanMethods = false)
class DemoConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(DemoConfiguration.class);

    /** Filling counts as a part of migrating: whatever reads the database waits for both. */
    @Bean
    FlywayMigrationStrategy migrateAndFill(
            @Value("${docket.demo:}") String wanted, ObjectProvider<EmbeddedPostgres> embedded) {
        return flyway -> {
            flyway.migrate();
            var database = flyway.getConfiguration().getDataSource();
            if (embedded.getIfAvailable() == null) {
                fillExternal(database, size(wanted, DemoSize.NONE));
            } else {
                fillEmbedded(database, size(wanted, DemoSize.SMALL), !wanted.isBlank());
            }
        };
    }

    static DemoSize size(String wanted, DemoSize unset) {
        if (wanted.isBlank()) {
            return unset;
        }
        try {
            return DemoSize.valueOf(wanted.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new StartupRefused(
                    "There is no demo data of the size \"%s\".".formatted(wanted),
                    "Set docket.demo (DOCKET_DEMO) to none, small, standard or large.");
        }
    }

    private static void fillEmbedded(DataSource database, DemoSize size, boolean asked) {
        if (size != DemoSize.NONE && !load(database, size) && asked) {
            LOG.info("The database already holds data, so no demo data was loaded.");
        }
    }

    /** Nobody's real data are mixed with made-up ones. */
    static void fillExternal(DataSource database, DemoSize size) {
        if (size != DemoSize.NONE && !load(database, size)) {
            throw new StartupRefused(
                    "Demo data (%s) was asked for, but the configured database is not empty."
                            .formatted(size.name().toLowerCase(Locale.ROOT)),
                    "Unset docket.demo (DOCKET_DEMO), or name an empty database.");
        }
    }

    private static boolean load(DataSource database, DemoSize size) {
        return DemoLoader.load(database, size.cases(), LOG::info);
    }
}

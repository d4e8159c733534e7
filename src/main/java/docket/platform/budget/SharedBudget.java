package docket.platform.budget;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import docket.platform.request.Caller;
import docket.platform.request.LimitsByClass;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Accounts in PostgreSQL, one for each token and each person, shared by all servers. */
public final class SharedBudget implements Budget, AutoCloseable {
    private static final int MOST_KNOWN = 10_000;
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final LimitsByClass limits;
    private final HikariDataSource dataSource;
    private final AccountRepository repository;
    private final Cache<String, SharedAccount> accounts = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterAccess(FORGOTTEN)
            .build();

    private SharedBudget(LimitsByClass limits, HikariDataSource dataSource) {
        this.limits = limits;
        this.dataSource = dataSource;
        this.repository = new AccountRepository(dataSource);
    }

    /** Connections of its own, so that nobody waits behind an import for them. */
    public static SharedBudget on(String url, @Nullable String user, @Nullable String password, LimitsByClass limits) {
        var config = new HikariConfig();
        config.setPoolName("accounts");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(AccountRepository.PATIENCE_MS);
        config.setValidationTimeout(AccountRepository.PATIENCE_MS - 50);
        // The database may come later; until then each server counts by itself.
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("connectTimeout", "1");
        config.addDataSourceProperty("ApplicationName", "docket-accounts");
        return new SharedBudget(limits, new HikariDataSource(config));
    }

    @Override
    public Account of(Caller caller) {
        if (caller.kind() == Caller.Kind.SERVER) {
            return Account.UNLIMITED;
        }
        var tariff = Tariff.of(caller, limits.of(caller.costClass()));
        var account = accounts.get(caller.id(), id -> account(id, tariff));
        return account.tariff().equals(tariff) ? account : renewed(caller.id(), tariff);
    }

    /** A rate that was changed begins with what is in the shared row. */
    private Account renewed(String caller, Tariff tariff) {
        var account = account(caller, tariff);
        accounts.put(caller, account);
        return account;
    }

    private SharedAccount account(String caller, Tariff tariff) {
        return new SharedAccount(caller, tariff, repository, System::nanoTime);
    }

    @Override
    public void close() {
        dataSource.close();
    }
}

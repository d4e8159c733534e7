package docket.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import docket.platform.database.DatabaseAccounts.Account;
import docket.platform.sql.Databases;
import docket.platform.sql.Transactions;
import docket.platform.sql.Turns;
import java.time.Duration;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A pool for each way of using the database: Boot's own one writes, {@code signIn} looks up tokens; the others answer queries, each from one snapshot:
 * of the house, of companies, of those who judge blind, and of what has just been written where queries are read from a replica.
 */
@Configuration(proxyBeanMethods = false)
class PoolConfiguration {
    /** How long a query waits for a connection. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Payloads of mutations, where queries are read elsewhere. */
    private static final int FRESH_POOL = 4;

    private static final int SIGN_IN_POOL = 2;

    /** For the look-up of a token. */
    private static final Duration SIGN_IN = Duration.ofSeconds(2);

    /** So long a database may be silent before it is taken for gone: the network may have swallowed its answer. No statement may take as long. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

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
        return fresh("fresh", readDataSource, accounts, accounts.app(), properties);
    }

    /** The role decides what is seen, and not what is set: it sees nothing until a transaction has said for whom it reads. */
    @Bean(defaultCandidate = false)
    DataSource scopedDataSource(DatabaseAccounts accounts, DatabaseProperties properties) {
        var pool = properties.readPool();
        var size = properties.scopedPool().size();
        return snapshots("scoped", readFrom(accounts, pool), accounts.scoped(), pool, size);
    }

    @Bean(defaultCandidate = false)
    DataSource freshScopedDataSource(
            @Qualifier("scopedDataSource") DataSource scopedDataSource,
            DatabaseAccounts accounts,
            DatabaseProperties properties) {
        return fresh("fresh-scoped", scopedDataSource, accounts, accounts.scoped(), properties);
    }

    /** Whoever signs in does not wait for those who write, nor they for whoever makes up tokens. */
    @Bean(defaultCandidate = false)
    DataSource signInDataSource(DatabaseAccounts accounts) {
        var config = pool("sign-in", accounts.url(), accounts.app(), SIGN_IN_POOL);
        config.setMinimumIdle(1);
        config.addDataSourceProperty("socketTimeout", seconds(SIGN_IN.multipliedBy(2)));
        config.addDataSourceProperty(
                "options", "-c plan_cache_mode=force_generic_plan -c statement_timeout=" + SIGN_IN.toMillis());
        return new HikariDataSource(config);
    }

    @Bean(defaultCandidate = false)
    DSLContext signIn(@Qualifier("signInDataSource") DataSource signInDataSource) {
        return Transactions.of(signInDataSource);
    }

    /** Few ask here, so that it needs no replica: and what a mutation of theirs has written is there. */
    @Bean(defaultCandidate = false)
    DataSource blindDataSource(DatabaseAccounts accounts, DatabaseProperties properties) {
        var size = properties.blindPool().size();
        return snapshots("blind", accounts.url(), accounts.blind(), properties.readPool(), size);
    }

    /** @param queries where the same reads what it has not just written itself */
    private static DataSource fresh(
            String name,
            DataSource queries,
            DatabaseAccounts accounts,
            Account account,
            DatabaseProperties properties) {
        var pool = properties.readPool();
        return pool.url() == null ? queries : snapshots(name, accounts.url(), account, pool, FRESH_POOL);
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
        var config = pool(name, url, account, size);
        config.setReadOnly(true);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("preparedStatementCacheQueries", "512");
        config.addDataSourceProperty("preparedStatementCacheSizeMiB", "16");
        config.addDataSourceProperty("socketTimeout", seconds(SILENCE));
        config.addDataSourceProperty(
                "options",
                "-c plan_cache_mode=force_generic_plan -c jit=off -c statement_timeout="
                        + pool.statementTimeout().toMillis());
        return DatabaseCheck.requireSettings(config, pool.statementTimeout());
    }

    private static HikariConfig pool(String name, String url, Account account, int size) {
        if (size < 1) {
            throw new StartupRefused(
                    "The pool %s is to have %d connections.".formatted(name, size),
                    "Set docket.%s-pool.size to 1 at least.".formatted(name));
        }
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(account.user());
        config.setPassword(account.password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.addDataSourceProperty("ApplicationName", "docket-" + name);
        return config;
    }

    private static String seconds(Duration time) {
        return Long.toString(time.toSeconds());
    }

    @Bean
    Databases databases(
            @Qualifier("readDataSource") DataSource house,
            @Qualifier("freshDataSource") DataSource fresh,
            @Qualifier("scopedDataSource") DataSource scoped,
            @Qualifier("freshScopedDataSource") DataSource freshScoped,
            @Qualifier("blindDataSource") DataSource blind,
            DatabaseProperties properties) {
        var ofTheHouse = ordered(house, properties.readPool().size());
        var ofCompanies = ordered(scoped, properties.scopedPool().size());
        return new Databases(
                ofTheHouse,
                fresh == house ? ofTheHouse : ordered(fresh, FRESH_POOL),
                ofCompanies,
                freshScoped == scoped ? ofCompanies : ordered(freshScoped, FRESH_POOL),
                ordered(blind, properties.blindPool().size()));
    }

    private static Databases.Pool ordered(DataSource connections, int size) {
        return new Databases.Pool(connections, new Turns(size, PATIENCE));
    }
}

package docket.platform.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import docket.platform.request.Caller;
import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import docket.platform.request.Scopes;
import docket.testing.DocketTest;
import docket.testing.Quiet;
import docket.testing.TestDatabase;
import docket.testing.TestLimits;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Servers that share an account spend together what came in, and ask the database seldom. */
@DocketTest
class SharedAccountTest {
    private static final AtomicInteger CALLERS = new AtomicInteger();

    @Autowired
    TestDatabase database;

    private final String caller = "token test" + CALLERS.incrementAndGet();
    private final AtomicInteger statements = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong(1);

    @BeforeEach
    void quiet() {
        Quiet.about(SharedAccount.class);
    }

    @AfterEach
    void loud() {
        Quiet.noMore(SharedAccount.class);
    }

    private DataSource counted() {
        var source = database.dataSource();
        return new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                statements.incrementAndGet();
                return source.getConnection();
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return getConnection();
            }
        };
    }

    private static DataSource away() {
        return (DataSource) Proxy.newProxyInstance(
                SharedAccountTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, values) -> {
                    throw new SQLException("away", "08001");
                });
    }

    private SharedAccount server(Tariff tariff, DataSource source) {
        return new SharedAccount(caller, tariff, new AccountRepository(source), System::nanoTime);
    }

    /** By a clock of the test: nothing comes in by itself on the side of the server. */
    private SharedAccount still(Tariff tariff, DataSource source) {
        return new SharedAccount(caller, tariff, new AccountRepository(source), nanos::get);
    }

    private static boolean takes(Account account, long points) {
        try {
            account.take(points);
            return true;
        } catch (GraphException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMITED);
            return false;
        }
    }

    @Test
    void threeServersSpendTogetherWhatCameIn() throws Exception {
        var tariff = new Tariff(1_000, 2_000);
        var spent = new AtomicLong();
        var started = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (int server = 0; server < 3; server++) {
                var account = server(tariff, counted());
                for (int thread = 0; thread < 2; thread++) {
                    threads.submit(() -> {
                        while (System.nanoTime() - started < 2_000_000_000L) {
                            if (takes(account, 7)) {
                                spent.addAndGet(7);
                            } else {
                                Thread.sleep(1);
                            }
                        }
                        return null;
                    });
                }
            }
        }
        var seconds = (System.nanoTime() - started) / 1e9;
        assertThat(spent.get()).isBetween(2_000L + 500, (long) (2_000 + 1_000 * seconds));
        // A portion is 200 points; a caller at its limit costs five looks a second and server.
        assertThat(statements.get()).isLessThan((int) (2_000 / 200 + 3 * 5 * (seconds + 1)));
    }

    @Test
    void aFastCallerCostsNoStatementPerRequest() {
        var account = server(new Tariff(1_000_000, 20_000_000), counted());
        for (int request = 0; request < 100_000; request++) {
            account.take(20);
        }
        assertThat(statements.get()).isEqualTo(1);
    }

    @Test
    void tellsHowLongToWait() throws Exception {
        var account = server(new Tariff(100, 300), counted());
        account.take(300);
        assertThatThrownBy(() -> account.take(50)).isInstanceOfSatisfying(GraphException.class, refused -> {
            assertThat(refused.details()).containsEntry("value", 50L).containsEntry("perSecond", 100L);
            assertThat((Long) refused.details().get("remaining")).isLessThan(50);
            assertThat(refused.details()).containsEntry("maximum", 300L);
            assertThat((Long) refused.details().get("retryAfterMs")).isBetween(300L, 500L);
            assertThat(refused).hasMessageContaining("wait, ask less often, or for less at a time");
        });
        var before = statements.get();
        assertThat(takes(account, 50)).isFalse();
        assertThat(statements.get())
                .as("what is known to be too little is not asked for")
                .isEqualTo(before);
        Thread.sleep(520);
        assertThat(takes(account, 50)).isTrue();
    }

    /** A rest must not make a server's part grow beyond a portion, whatever was given back to it. */
    @Test
    void whatIsGivenBackBelongsToAll() {
        var tariff = new Tariff(1, 1_000);
        var one = still(tariff, counted());
        var other = still(tariff, counted());
        one.take(1_000);
        one.giveBack(1_000);
        assertThat(takes(other, 200)).as("the row has not been told yet").isFalse();
        assertThat(takes(one, 101)).isTrue();
        assertThat(one.remaining()).isBetween(895L, 905L);
        nanos.addAndGet(1_000_000_000_000L);
        assertThat(takes(other, 700)).isTrue();
    }

    @Test
    void workDoneBeforeItsCostWasKnownIsOwed() {
        var account = still(new Tariff(1, 100), counted());
        account.take(90);
        account.owe(60);
        assertThat(takes(account, 1)).isFalse();
        assertThat(account.remaining()).isZero();
    }

    /** Neither stops a slow database everybody, nor can anybody spend without limit meanwhile. */
    @Test
    void withoutTheSharedRowEachServerLetsTheRateIn() {
        var account = still(new Tariff(50, 1_000), away());
        var spent = 0;
        for (int second = 0; second < 10; second++) {
            for (int request = 0; request < 100; request++) {
                spent += takes(account, 1) ? 1 : 0;
            }
            nanos.addAndGet(1_000_000_001L);
        }
        assertThat(spent).isBetween(450, 550);
    }

    @Test
    void aRateOfItsOwnFillsItsBucketInTheSameTime() {
        var limits = TestLimits.of(5_000).staff();
        var caller = new Caller(
                Caller.Kind.MACHINE,
                "t",
                "t",
                Scopes.ALL,
                null,
                Set.of(),
                Set.of(),
                Caller.CostClass.STAFF,
                null,
                null,
                5_000);
        assertThat(Tariff.of(caller, limits)).isEqualTo(new Tariff(5_000, 50_000));
        assertThat(Tariff.of(Caller.DOCKET, limits)).isEqualTo(new Tariff(500, 5_000));
    }
}

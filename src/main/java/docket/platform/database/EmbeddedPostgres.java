package docket.platform.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL of our own below one folder, kept between starts. Listens on loopback only; the owner of the database {@value #NAME} migrates it, the
 * application connects as one of three plain roles.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    public static final String NAME = "docket";
    private static final String SUPERUSER = "postgres";
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration LOOKED_AFTER_EACH = Duration.ofMillis(500);
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(10);

    private final HomeLock lock;
    private final Postmaster postmaster;
    private final Path data;
    private final int port;
    private final String password;
    private boolean isClosed;
    private boolean hasEnded;

    private EmbeddedPostgres(HomeLock lock, Postmaster postmaster, Path data, int port, String password) {
        this.lock = lock;
        this.postmaster = postmaster;
        this.data = data;
        this.port = port;
        this.password = password;
    }

    /** @param port 0 for any free one */
    public static EmbeddedPostgres start(Path folder, int port, String sharedBuffers) throws IOException {
        var home = folder.toAbsolutePath().normalize();
        Files.createDirectories(home);
        var lock = HomeLock.acquire(home);
        try {
            var programs = PostgresPrograms.unpack(home);
            var data = home.resolve("data");
            var password = password(home.resolve("password"), data);
            if (!Files.isDirectory(data)) {
                initialize(programs, home, data);
            }
            var freePort = port == 0 ? freePort() : port;
            var options = options(settings(freePort, sharedBuffers));
            var postmaster = new Postmaster(programs, data, home.resolve("postgresql.log"), options);
            postmaster.start();
            return prepared(new EmbeddedPostgres(lock, postmaster, data, freePort, password));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** It does not go on by itself when nobody gets to have it. */
    private static EmbeddedPostgres prepared(EmbeddedPostgres postgres) throws IOException {
        try {
            postgres.createDatabase();
            return postgres;
        } catch (RuntimeException e) {
            postgres.postmaster.stop();
            throw e;
        }
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    public DatabaseAccounts accounts(String database) {
        return new DatabaseAccounts(
                url(database),
                account(NAME),
                account(DatabaseAccounts.APP),
                account(DatabaseAccounts.SCOPED),
                account(DatabaseAccounts.BLIND));
    }

    private DatabaseAccounts.Account account(String role) {
        return new DatabaseAccounts.Account(role, password);
    }

    /** Of the database and of all that the migrations make. */
    public String owner() {
        return NAME;
    }

    public String password() {
        return password;
    }

    public Path data() {
        return data;
    }

    /** For what only the server's owner may do: roles, databases. */
    public Connection superuser() throws SQLException {
        return DriverManager.getConnection(url(SUPERUSER), SUPERUSER, password);
    }

    /** Starts the server again whenever it ends by itself; when that fails, {@code giveUp} is told why. */
    void keepRunning(Consumer<String> giveUp) {
        Thread.ofPlatform().daemon().name("postgres-watch").start(() -> {
            var reason = watch();
            if (reason != null) {
                giveUp.accept(reason);
            }
        });
    }

    private @Nullable String watch() {
        var runsSince = Instant.MIN;
        try {
            while (true) {
                Thread.sleep(LOOKED_AFTER_EACH);
                var isTooSoon = runsSince.isAfter(Instant.now().minus(SHORTEST_LIFE));
                synchronized (this) {
                    if (isClosed) {
                        return null;
                    }
                    if (!postmaster.isRunning()) {
                        hasEnded = true;
                        revive(isTooSoon);
                        hasEnded = false;
                        runsSince = Instant.now();
                    }
                }
            }
        } catch (InterruptedException e) {
            return null;
        } catch (IOException | RuntimeException e) {
            return "PostgreSQL on %s has ended and cannot be started again: %s".formatted(data, e.getMessage());
        }
    }

    private void revive(boolean isTooSoon) throws IOException {
        if (isTooSoon) {
            throw new IOException("it has ended twice within %d s".formatted(SHORTEST_LIFE.toSeconds()));
        }
        LOG.error("PostgreSQL on {} has ended by itself; it is being started again", data);
        postmaster.start();
        LOG.warn("PostgreSQL on {} runs again; the log of the one that ended is postgresql.log.1", data);
    }

    @Override
    public synchronized void close() throws IOException {
        try (lock) {
            isClosed = true;
            if (!hasEnded) {
                postmaster.stop();
            }
        }
    }

    /** Made beside its place and moved there whole, so an interrupted first start leaves nothing half made. */
    private static void initialize(PostgresPrograms programs, Path home, Path data) throws IOException {
        var unfinished = home.resolve("data.unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        var characterTypes = System.getProperty("os.name").equals("Linux") ? "C.UTF-8" : "C";
        var outcome = programs.run(
                "initdb",
                List.of(
                        "--pgdata=" + unfinished,
                        "--username=" + SUPERUSER,
                        "--auth=scram-sha-256",
                        "--pwfile=" + home.resolve("password"),
                        "--encoding=UTF8",
                        "--locale=C",
                        "--lc-ctype=" + characterTypes,
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"));
        if (outcome.failed()) {
            throw new StartupRefused(
                    "PostgreSQL could not set up its data in %s: %s".formatted(data, outcome.output()),
                    "Mend that, or configure a database of your own with spring.datasource.url.");
        }
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Durability is spelled out: a packaged server may come with other defaults. */
    private static Map<String, String> settings(int port, String sharedBuffers) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        settings.put("timezone", "UTC");
        settings.put("max_connections", "400");
        settings.put("shared_buffers", sharedBuffers);
        settings.put("work_mem", "32MB");
        settings.put("maintenance_work_mem", "256MB");
        settings.put("max_wal_size", "4GB");
        settings.put("checkpoint_timeout", "15min");
        settings.put("random_page_cost", "1.1");
        settings.put("effective_io_concurrency", "32");
        settings.put("jit", "off");
        return settings;
    }

    private static String options(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
    }

    private static String password(Path file, Path data) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        if (Files.isDirectory(data)) {
            throw new StartupRefused(
                    "The password of the data in %s is missing: %s.".formatted(data, file),
                    "Put the file back, or remove the folder to start with an empty database.");
        }
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        var password = HexFormat.of().formatHex(bytes);
        if (Files.getFileStore(file.resolveSibling("lock")).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, password);
        return password;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void createDatabase() {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            for (var role : List.of(NAME, DatabaseAccounts.APP, DatabaseAccounts.SCOPED, DatabaseAccounts.BLIND)) {
                if (!exists(statement, "select from pg_roles where rolname = '%s'".formatted(role))) {
                    statement.execute("create role %s login password '%s'".formatted(role, password));
                }
            }
            if (!exists(statement, "select from pg_database where datname = '%s'".formatted(NAME))) {
                statement.execute("create database %s owner %s".formatted(NAME, NAME));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database", e);
        }
    }

    private static boolean exists(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }
}

package docket.bench;

import docket.access.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server in a process of its own that answers GraphQL: the built jar as users run it, or the peer.
 *
 * @param token that it wants to see; null: none
 */
record Server(String name, URI url, @Nullable String token, Process process) implements AutoCloseable {
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    /** More than any machine can serve. */
    static final int POINTS_PER_SECOND = 100_000_000;

    static Server docket(Path folder, Database database, Options options) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options.jvm());
        command.add("-Xmx" + options.heap());
        command.addAll(List.of("-jar", jar(folder.resolve("target")).toString()));
        var port = freePort();
        var environment = new HashMap<>(Map.of(
                "SPRING_DATASOURCE_URL", database.jdbcUrl(),
                "SPRING_DATASOURCE_USERNAME", "docket_app",
                "SPRING_DATASOURCE_PASSWORD", database.password(),
                "SPRING_FLYWAY_USER", database.user(),
                "SPRING_FLYWAY_PASSWORD", database.password(),
                "DOCKET_SCOPED_POOL_USERNAME", "docket_scoped",
                "DOCKET_SCOPED_POOL_PASSWORD", database.password(),
                "DOCKET_BLIND_POOL_USERNAME", "docket_blind",
                "DOCKET_BLIND_POOL_PASSWORD", database.password(),
                "SERVER_PORT", Integer.toString(port)));
        // A vendor asks the same here as staff, over as many connections.
        environment.put("DOCKET_SCOPED_POOL_SIZE", "8");
        environment.put("DOCKET_READ_POOL_SIZE", "8");
        environment.put("DOCKET_LIMITS_VENDOR_COST", "5000");
        environment.put("DOCKET_LIMITS_VENDOR_COSTBUCKET", "10000");
        var token = TestTokens.administrator(database.source(), POINTS_PER_SECOND);
        return started("docket", port, token, command, environment, folder, folder.resolve("target/bench/docket.log"));
    }

    /** The same server, asked by another caller; it ends with this one. */
    Server as(String other, String otherToken) {
        return new Server(other, url, otherToken, process);
    }

    static Server started(
            String name,
            int port,
            @Nullable String token,
            List<String> command,
            Map<String, String> environment,
            Path folder,
            Path log)
            throws IOException, InterruptedException {
        var process = Programs.start(command, environment, folder, log);
        var server = new Server(name, URI.create("http://127.0.0.1:%d/graphql".formatted(port)), token, process);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        var until = System.nanoTime() + PATIENCE_NANOS;
        while (!server.answers()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                server.close();
                throw new Refused("%s does not answer; its log is %s".formatted(name, log));
            }
            Thread.sleep(100);
        }
        return server;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    long pid() {
        return process.pid();
    }

    private boolean answers() throws InterruptedException {
        try {
            return Http.post(this, "{\"query\":\"{ __typename }\"}", false).has("data");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Path jar(Path target) throws IOException {
        try (var files = Files.newDirectoryStream(target, "docket-*.jar")) {
            for (var file : files) {
                return file;
            }
        }
        throw new Refused("There is no docket-*.jar in %s: ./mvnw -Pbench verify builds it".formatted(target));
    }

    @Override
    public void close() {
        Programs.stop(process);
    }
}

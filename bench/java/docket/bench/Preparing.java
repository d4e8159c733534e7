package docket.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes workloads ready, and sees that all sides answer the same question before anybody measures how fast. */
record Preparing(
        Path folder,
        Database database,
        Server docket,
        @Nullable Server peer) {
    private static final int CHECKED = 8;
    private static final long PATIENCE_NANOS = 900_000_000_000L;

    Plan plan(Workload workload) throws IOException, InterruptedException, SQLException {
        try (var connection = database.connect()) {
            var keys = Keys.of(workload, connection);
            await(workload, connection);
            var document = Objects.requireNonNull(workload.document("docket.graphql"));
            var bodies = Bodies.docket(workload, keys, document);
            var statements = check(workload, docket, bodies, connection);
            return new Plan(
                    workload,
                    keys.count(),
                    Bodies.file(folder.resolve("target/bench"), workload.name() + ".docket", bodies),
                    peer(workload, keys, connection),
                    statements);
        }
    }

    private static void await(Workload workload, Connection connection) throws InterruptedException, SQLException {
        if (workload.ready() == null) {
            return;
        }
        var until = System.nanoTime() + PATIENCE_NANOS;
        try (var statement = connection.prepareStatement(workload.ready())) {
            while (!isTrue(statement)) {
                if (System.nanoTime() > until) {
                    throw new Refused("%s does not get ready, see its ready.sql".formatted(workload.name()));
                }
                Thread.sleep(500);
            }
        }
    }

    private static boolean isTrue(PreparedStatement query) throws SQLException {
        try (var row = query.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private @Nullable Path peer(Workload workload, Keys keys, Connection connection)
            throws IOException, InterruptedException, SQLException {
        var document = workload.document("postgraphile.graphql");
        if (peer == null || document == null) {
            return null;
        }
        var bodies = Bodies.peer(workload, keys, document);
        check(workload, peer, bodies, connection);
        return Bodies.file(folder.resolve("target/bench"), workload.name() + ".peer", bodies);
    }

    /** @return the most statements that Docket sent for one of them; 0 for others */
    private int check(Workload workload, Server server, List<String> bodies, Connection connection)
            throws IOException, InterruptedException, SQLException {
        var statements = 0;
        for (var n = 0; n < Math.min(CHECKED, bodies.size()); n++) {
            var key = n * bodies.size() / CHECKED;
            var answer = Http.post(server, bodies.get(Math.min(key, bodies.size() - 1)), true);
            var rows = Shape.rows(answer, server.name() + " " + workload.name());
            statements = Math.max(
                    statements,
                    answer.path("extensions").path("explain").path("statements").size());
            if (workload.keys() != null) {
                compare(workload, server, rows, Script.rows(workload.sql(), key + 1, connection));
            }
        }
        return statements;
    }

    private static void compare(Workload workload, Server server, int rows, int ofSql) {
        if (rows == 0 || rows + workload.besideLists() != ofSql) {
            throw new Refused("%s: %s has %d rows in its lists, the SQL returns %d, of which %d stand in no list"
                    .formatted(workload.name(), server.name(), rows, ofSql, workload.besideLists()));
        }
    }
}

package docket.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** PostGraphile from the npm registry, installed under target/peer when bench/peer has changed, and the schema that it needs in the database. */
record Peer(Server server, Database database) implements AutoCloseable {

    static Peer start(Path folder, Database database) throws IOException, InterruptedException, SQLException {
        database.execute(Files.readString(folder.resolve("bench/peer/setup.sql")));
        return new Peer(server(folder, database), database);
    }

    /** Its schema goes too: views over the tables would stand in the way of migrations. */
    @Override
    public void close() throws SQLException {
        server.close();
        database.execute(Database.WITHOUT_PEER);
    }

    private static Server server(Path folder, Database database) throws IOException, InterruptedException {
        var home = Files.createDirectories(folder.resolve("target/peer"));
        var isInstalled = Files.isDirectory(home.resolve("node_modules"));
        try (var files = Files.list(folder.resolve("bench/peer"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = home.resolve(file.getFileName().toString());
                isInstalled &= Files.exists(copy) && Files.mismatch(file, copy) < 0;
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!isInstalled) {
            Say.line("Installing PostGraphile in %s", home);
            Programs.output(List.of("npm", "install", "--no-audit", "--no-fund"), Map.of(), home);
        }
        var port = Server.freePort();
        return Server.started(
                "postgraphile",
                port,
                null,
                List.of("node", "server.mjs", Integer.toString(port), database.url()),
                Map.of("NODE_ENV", "production"),
                home,
                folder.resolve("target/bench/peer.log"));
    }
}

package docket.sops;

import docket.platform.request.GlobalId;
import docket.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The rows of {@code knowledge.sql} and their ids. */
public final class Knowledge {
    private static final Set<String> FILLED = new HashSet<>();

    private Knowledge() {}

    /** Fills a database once, however many test classes share it. */
    public static synchronized void fill(TestDatabase database) throws IOException, SQLException {
        if (!FILLED.add(database.url())) {
            return;
        }
        try (var script = Knowledge.class.getResourceAsStream("knowledge.sql");
                var connection = database.connect();
                var statement = connection.createStatement()) {
            // A version and its steps have to come in one transaction.
            connection.setAutoCommit(false);
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            connection.commit();
        }
    }

    public static String vendor(int number) {
        return id("Vendor", 1, number);
    }

    public static String site(int number) {
        return id("VendorSite", 2, number);
    }

    public static String reviewer(int number) {
        return id("Reviewer", 3, number);
    }

    public static String policy(int number) {
        return id("Policy", 4, number);
    }

    public static String clause(int number) {
        return id("PolicyClause", 5, number);
    }

    public static String topic(int number) {
        return id("Topic", 6, number);
    }

    public static String sop(int number) {
        return id("Sop", 7, number);
    }

    public static String version(int number) {
        return id("SopVersion", 8, number);
    }

    public static String update(int number) {
        return id("PolicyUpdate", 9, number);
    }

    private static String id(String type, int kind, int number) {
        return GlobalId.encode(type, UUID.fromString("00000000-0000-7000-8000-%02d%010d".formatted(kind, number)));
    }
}

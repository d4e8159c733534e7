package docket.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The hand-written SQL: prepared statements on as many connections, answers read and thrown away. */
final class PgBench {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern TRANSACTIONS = Pattern.compile("actually processed: (\\d+)");

    private PgBench() {}

    static Load run(Path folder, Database database, Path script, int keys, int connections, int seconds)
            throws IOException, InterruptedException {
        return run(folder, database, script, keys, connections, seconds, Map.of());
    }

    /** @param environment beside the password */
    static Load run(
            Path folder,
            Database database,
            Path script,
            int keys,
            int connections,
            int seconds,
            Map<String, String> environment)
            throws IOException, InterruptedException {
        var all = new HashMap<>(environment);
        all.put("PGPASSWORD", database.password());
        var output = Programs.output(
                List.of(
                        "pgbench",
                        "--host=127.0.0.1",
                        "--port=" + database.port(),
                        "--username=" + database.user(),
                        "--protocol=prepared",
                        "--no-vacuum",
                        "--define=n=" + keys,
                        "--file=" + script,
                        "--client=" + connections,
                        "--jobs=" + Math.min(2, connections),
                        "--time=" + seconds,
                        docket.platform.database.EmbeddedPostgres.NAME),
                all,
                folder);
        var perSecond = Double.parseDouble(found(RATE, output));
        var transactions = Long.parseLong(found(TRANSACTIONS, output));
        return new Load(transactions, transactions / perSecond, Double.NaN, Double.NaN, 0);
    }

    private static String found(Pattern pattern, String output) {
        var match = pattern.matcher(output);
        if (!match.find()) {
            throw new Refused("pgbench told no figures: " + output);
        }
        return match.group(1);
    }
}

package docket.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** The application as its own process, for what only a real start, end or death shows. */
public final class DocketProcess implements AutoCloseable {
    private static final String WARM_UP = "docket.warm-up=";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern ENDPOINT = Pattern.compile("http://localhost:\\d+/graphql");

    private final Process process;
    private final Path output;

    private DocketProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param settings as {@code name=value} */
    public static DocketProcess start(String... settings) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "docket.DocketApplication"));
        if (Arrays.stream(settings).noneMatch(setting -> setting.startsWith(WARM_UP))) {
            command.add("--" + WARM_UP + "0s");
        }
        for (var setting : settings) {
            command.add("--" + setting);
        }
        var output = Files.createTempFile("docket-", ".out");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new DocketProcess(process, output);
    }

    public String output() throws IOException {
        return Files.readString(output);
    }

    /** Where it listens, as its last lines say. */
    public String address() throws IOException {
        var line = Pattern.compile("http://localhost:\\d+").matcher(output());
        if (!line.find()) {
            throw new AssertionError("no address in " + output());
        }
        return line.group();
    }

    public DocketProcess awaitReady() throws IOException, InterruptedException {
        awaitOutput("Docket is ready");
        return this;
    }

    public void awaitOutput(String text) throws IOException, InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (!output().contains(text)) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new AssertionError("not '%s': %s".formatted(text, output()));
            }
            Thread.sleep(50);
        }
    }

    /** The answer to a query. */
    public String ask(String token, String document) throws IOException, InterruptedException {
        var place = ENDPOINT.matcher(output());
        if (!place.find()) {
            throw new AssertionError("no endpoint: " + output());
        }
        var request = HttpRequest.newBuilder(URI.create(place.group()))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(Map.of("query", document))));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        }
    }

    public int awaitExit() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + output());
        }
        return process.exitValue();
    }

    /** As {@code kill -9}: nothing of it may tidy up. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** An orderly end. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        awaitExit();
        Files.delete(output);
    }
}

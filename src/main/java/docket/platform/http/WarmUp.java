package docket.platform.http;

import docket.platform.graph.GraphEngine;
import docket.platform.graph.GraphRequest;
import docket.platform.request.Caller;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;

/**
 * Runs the consoles' own operations before the server says that it is ready: a compiler that has seen little of the code answers a fifth of what it
 * does later. Whoever asks meanwhile is answered; only the readiness probe waits.
 */
class WarmUp implements DisposableBean {
    private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());
    private static final Pattern VARIABLE = Pattern.compile("(?m)^# \\$(\\w+): (.+)$");
    private static final Pattern MUTATION = Pattern.compile("(?m)^mutation\\b");
    private static final int THREADS = 2;
    /** What takes longer waits for the database, and warms nothing but that. */
    private static final long SLOW_NANOS = 1_000_000_000;

    private final GraphEngine engine;
    private final ApplicationEventPublisher events;
    private final Duration length;
    private final List<String> documents;
    private volatile boolean isEnding;

    WarmUp(GraphEngine engine, ApplicationEventPublisher events, Duration length, Resource[] operations)
            throws IOException {
        this.engine = engine;
        this.events = events;
        this.length = length;
        this.documents = new ArrayList<>();
        for (var operation : operations) {
            var document = operation.getContentAsString(StandardCharsets.UTF_8);
            if (!MUTATION.matcher(document).find()) {
                documents.add(document);
            }
        }
    }

    @EventListener
    @Order(0)
    void start(ApplicationReadyEvent ready) {
        if (length.isZero()) {
            return;
        }
        Thread.ofPlatform().daemon().name("warm-up").start(this::run);
    }

    @Override
    public void destroy() {
        isEnding = true;
    }

    private void run() {
        var end = System.nanoTime() + length.toNanos();
        holdBack();
        try (var threads = Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().daemon().factory())) {
            var requests = documents.stream().map(this::request).toList();
            for (int thread = 0; thread < THREADS; thread++) {
                threads.execute(() -> repeat(requests, end));
            }
            threads.shutdown();
            threads.awaitTermination(length.toSeconds() + 10, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException notWarm) {
            LOG.log(System.Logger.Level.WARNING, "the warm-up ended early", notWarm);
        } finally {
            if (!isEnding) {
                AvailabilityChangeEvent.publish(events, this, ReadinessState.ACCEPTING_TRAFFIC);
            }
        }
    }

    /** Spring says that the application accepts traffic just after the event which started this, so that saying otherwise once is not enough. */
    private void holdBack() {
        try {
            AvailabilityChangeEvent.publish(events, this, ReadinessState.REFUSING_TRAFFIC);
            Thread.sleep(Duration.ofMillis(200));
            AvailabilityChangeEvent.publish(events, this, ReadinessState.REFUSING_TRAFFIC);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat(List<GraphRequest> all, long end) {
        var requests = new ArrayList<>(all);
        while (!isEnding && System.nanoTime() < end) {
            requests.removeIf(request -> nanos(request) > SLOW_NANOS);
        }
    }

    private long nanos(GraphRequest request) {
        var started = System.nanoTime();
        try {
            engine.execute(request).writeTo(OutputStream.nullOutputStream());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return System.nanoTime() - started;
    }

    /** The comments at the head of an operation say where its variables come from: a number, or the first value in the answer to a query. */
    private GraphRequest request(String document) {
        var variables = new HashMap<String, Object>();
        VARIABLE.matcher(document).results().forEach(match -> {
            var value = value(match.group(2));
            if (value != null) {
                variables.put(match.group(1), value);
            }
        });
        return new GraphRequest("warm-up", Caller.DOCKET, document, null, variables, false);
    }

    private @Nullable Object value(String source) {
        if (!source.startsWith("{")) {
            return Integer.valueOf(source);
        }
        var answer = engine.execute(new GraphRequest("warm-up", Caller.DOCKET, source, null, Map.of(), false));
        return firstLeaf(answer.data());
    }

    private static @Nullable Object firstLeaf(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object ->
                object.isEmpty() ? null : firstLeaf(object.values().iterator().next());
            case List<?> list -> list.isEmpty() ? null : firstLeaf(list.getFirst());
            case null, default -> value;
        };
    }
}

package docket.platform.http;

import docket.platform.graph.GraphEngine;
import docket.platform.graph.GraphRequest;
import docket.platform.graph.GraphResponse;
import docket.platform.request.Caller;
import docket.platform.request.Limits;
import docket.platform.request.LimitsByClass;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** {@code POST /graphql}. A servlet of its own: the dispatcher in front of it cost a quarter of the time of a small query. */
final class GraphQlServlet extends HttpServlet {
    private static final int INITIAL_BYTES = 8 * 1024;
    /** Of those who wait longer than usual: each holds a connection meanwhile, and the others have eight. */
    private static final int MOST_PATIENT = 2;

    private static final int PATIENT_RETRY_MS = 5_000;
    /** Of an answer to an empty account: who asks again at once would otherwise have as many of them as the processors can write. */
    private static final Duration HELD_BACK = Duration.ofMillis(25);

    private static final long MILLIS = 1_000;

    private final transient GraphEngine engine;
    private final transient LimitsByClass limits;
    private final transient Semaphore patient = new Semaphore(MOST_PATIENT);

    GraphQlServlet(GraphEngine engine, LimitsByClass limits) {
        this.engine = engine;
        this.limits = limits;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            answer(request, response);
        } catch (HttpRefusal refusal) {
            refusal.send(request, response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, HttpRefusal {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            throw new HttpRefusal(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Send the query by POST");
        }
        var mediaType = MediaTypes.answerType(request.getHeader("Accept"));
        MediaTypes.requireJson(request.getContentType());
        MediaTypes.requirePlain(request.getHeader("Content-Encoding"));
        var caller = RequestCaller.of(request);
        var allowed = limits.of(caller.costClass());
        var wishes = RequestWishes.of(request, caller, allowed);
        var empty = engine.enter(RequestId.of(request), caller);
        if (empty != null) {
            holdBack();
            send(mediaType, empty, request, response);
            return;
        }
        var asked = body(request, caller, allowed).toRequest(RequestId.of(request), caller, wishes);
        var answer = executed(asked, allowed.statement());
        var bytes = new BoundedBytes(INITIAL_BYTES, allowed.answerBytes());
        answer.writeTo(bytes);
        if (bytes.isTooLarge()) {
            answer = answer.tooLarge(asked, bytes.written(), allowed.answerBytes());
            bytes = new BoundedBytes(INITIAL_BYTES, Integer.MAX_VALUE);
            answer.writeTo(bytes);
        }
        AccessLogValve.note(request, answer.facts(), answer.errorCodes());
        send(mediaType, answer, bytes, response);
    }

    private static void holdBack() {
        try {
            Thread.sleep(HELD_BACK);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private RequestBody body(HttpServletRequest request, Caller caller, Limits allowed)
            throws IOException, HttpRefusal {
        try {
            var bytes = BodyBytes.read(request, allowed.bodyBytes(), allowed.bodySeconds());
            engine.chargeBody(caller, bytes.length);
            return RequestBody.of(bytes);
        } catch (HttpRefusal refusal) {
            engine.chargeRefusal(caller);
            throw refusal;
        }
    }

    private GraphResponse executed(GraphRequest request, Duration usual) throws HttpRefusal {
        var wished = request.wishes().statement();
        if (wished == null || wished.compareTo(usual) <= 0) {
            return engine.execute(request);
        }
        if (!patient.tryAcquire()) {
            throw HttpRefusal.unavailable(
                    "%d requests run already that may take longer than usual; try again when one has ended"
                            .formatted(MOST_PATIENT),
                    PATIENT_RETRY_MS);
        }
        try {
            return engine.execute(request);
        } finally {
            patient.release();
        }
    }

    private static void send(
            String mediaType, GraphResponse empty, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        AccessLogValve.note(request, empty.facts(), empty.errorCodes());
        var bytes = new BoundedBytes(INITIAL_BYTES, Integer.MAX_VALUE);
        empty.writeTo(bytes);
        send(mediaType, empty, bytes, response);
    }

    private static void send(String mediaType, GraphResponse answer, BoundedBytes bytes, HttpServletResponse response)
            throws IOException {
        var wait = answer.retryAfterMs();
        if (wait > 0) {
            response.setHeader("Retry-After", Long.toString(Math.ceilDiv(wait, MILLIS)));
        }
        response.setContentType(mediaType);
        response.setStatus(status(mediaType, answer, wait));
        response.setContentLength(bytes.size());
        bytes.writeTo(response.getOutputStream());
    }

    /** The older media type answers 200 whatever the document did, as the specification asks for its sake. */
    private static int status(String mediaType, GraphResponse answer, long wait) {
        if (answer.executed() || !mediaType.startsWith(MediaTypes.GRAPHQL)) {
            return HttpServletResponse.SC_OK;
        }
        return wait > 0 ? HttpRefusal.TOO_MANY_REQUESTS : HttpServletResponse.SC_BAD_REQUEST;
    }
}

package docket.platform.http;

import docket.platform.graph.GraphEngine;
import docket.platform.graph.GraphResponse;
import docket.platform.request.Scope;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** {@code POST /graphql}. A servlet of its own: the dispatcher in front of it cost a quarter of the time of a small query. */
final class GraphQlServlet extends HttpServlet {
    private static final int INITIAL_BYTES = 8 * 1024;

    private final transient GraphEngine engine;

    GraphQlServlet(GraphEngine engine) {
        this.engine = engine;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var id = RequestId.of(request);
        response.setHeader("Cache-Control", "no-store");
        try {
            answer(request, response, id);
        } catch (HttpRefusal refusal) {
            refusal.send(response, id);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, String id)
            throws IOException, HttpRefusal {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            throw new HttpRefusal(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Send the query by POST");
        }
        var mediaType = MediaTypes.answerType(request.getHeader("Accept"));
        MediaTypes.requireJson(request.getContentType());
        MediaTypes.requirePlain(request.getHeader("Content-Encoding"));
        var caller = RequestCaller.of(request);
        var explain = "1".equals(request.getHeader("X-Docket-Explain")) && caller.may(Scope.DIAGNOSTICS_READ);
        var answer = engine.execute(RequestBody.read(request).toRequest(id, caller, explain));
        response.setContentType(mediaType);
        response.setStatus(status(mediaType, answer));
        var bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        answer.writeTo(bytes);
        response.setContentLength(bytes.size());
        bytes.writeTo(response.getOutputStream());
    }

    /** The older media type answers 200 whatever the document did, as the specification asks for its sake. */
    private static int status(String mediaType, GraphResponse answer) {
        var isRefused = !answer.executed() && mediaType.startsWith(MediaTypes.GRAPHQL);
        return isRefused ? HttpServletResponse.SC_BAD_REQUEST : HttpServletResponse.SC_OK;
    }
}

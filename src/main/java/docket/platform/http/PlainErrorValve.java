package docket.platform.http;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** What Tomcat refuses before any servlet sees it, e.g. a malformed path. */
final class PlainErrorValve extends ErrorReportValve {
    private static final int FIRST_ERROR = 400;

    private final SecurityHeaders headers;

    PlainErrorValve(SecurityHeaders headers) {
        this.headers = headers;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        var status = response.getStatus();
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setHeader(RequestId.HEADER, RequestId.of(request));
            headers.add(null, response::setHeader);
            response.setContentType(HttpRefusal.MEDIA_TYPE);
            var reporter = response.getReporter();
            if (reporter != null) {
                reporter.write(PlainErrorController.refusal(status).body(RequestId.of(request)));
                response.finishResponse();
            }
        } catch (IOException gone) {
            container.getLogger().debug("nobody is there to read the answer", gone);
        }
    }
}

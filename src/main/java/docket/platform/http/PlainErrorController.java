package docket.platform.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What the framework refuses, in the words and the form of our own refusals. */
@Controller
class PlainErrorController implements ErrorController {
    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var sent = HttpRefusal.sent(request);
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var refusal =
                sent != null ? sent : refusal(status instanceof Integer code ? code : HttpServletResponse.SC_NOT_FOUND);
        refusal.send(request, response);
    }

    static HttpRefusal refusal(int status) {
        if (status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            return status == HttpServletResponse.SC_SERVICE_UNAVAILABLE
                    ? HttpRefusal.unavailable("Docket does not answer at the moment: try again", 1_000)
                    : HttpRefusal.internal();
        }
        return new HttpRefusal(
                status,
                switch (status) {
                    case HttpServletResponse.SC_BAD_REQUEST -> "This is no HTTP request that can be read";
                    case HttpServletResponse.SC_NOT_FOUND -> "There is nothing at this address";
                    case HttpServletResponse.SC_METHOD_NOT_ALLOWED ->
                        "This address does not take that method; the header Allow names those that it takes";
                    case HttpServletResponse.SC_NOT_ACCEPTABLE ->
                        "This address answers in no media type of the header Accept";
                    case HttpServletResponse.SC_REQUEST_TIMEOUT -> "The request did not come in time";
                    case HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE -> "The request is too large";
                    case HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE -> "This address does not take that media type";
                    default -> "The request is refused with status " + status;
                });
    }
}

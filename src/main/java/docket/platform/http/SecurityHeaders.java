package docket.platform.http;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What every answer tells a browser not to do with it. */
record SecurityHeaders(@Nullable Duration hsts) {
    /** Answers are data: nothing in them is to be run, shown in a frame, or kept. */
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'";
    /** Nothing comes from elsewhere; the editor and the fonts of its style sheet need the exceptions. */
    private static final String PAGE =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src data:; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    void add(HttpServletResponse response, @Nullable String path) {
        addTo(response, path);
        if (hsts != null) {
            response.setHeader("Strict-Transport-Security", "max-age=" + hsts.toSeconds());
        }
    }

    static void addTo(HttpServletResponse response, @Nullable String path) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (path != null && path.startsWith("/graphiql")) {
            response.setHeader("Content-Security-Policy", PAGE);
        } else {
            response.setHeader("Content-Security-Policy", DATA);
            response.setHeader("Cache-Control", "no-store");
        }
    }
}

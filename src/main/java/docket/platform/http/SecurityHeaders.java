package docket.platform.http;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What every answer tells a browser not to do with it. */
record SecurityHeaders(@Nullable Duration hsts) {
    /** Answers are data: nothing in them is to be run, shown in a frame, or kept. */
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'";
    /** Nothing comes from elsewhere; the editor and the fonts of its style sheet need the exceptions. */
    private static final String PAGE =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src data:; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /**
     * @param path what was asked for; null: that is not known
     * @param answer takes each header
     */
    void add(@Nullable String path, BiConsumer<String, String> answer) {
        answer.accept("X-Content-Type-Options", "nosniff");
        answer.accept("Referrer-Policy", "no-referrer");
        if (path != null && path.startsWith("/graphiql")) {
            answer.accept("Content-Security-Policy", PAGE);
        } else {
            answer.accept("Content-Security-Policy", DATA);
            answer.accept("Cache-Control", "no-store");
        }
        if (hsts != null) {
            answer.accept("Strict-Transport-Security", "max-age=" + hsts.toSeconds());
        }
    }
}

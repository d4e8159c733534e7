package docket.platform.http;

import docket.platform.request.TokenForm;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request says about who sends it: {@code Authorization: Bearer …}, and nothing else. */
final class Credential {
    private static final String SCHEME = "Bearer ";
    private static final int MAX_LENGTH = 8 * 1024;
    private static final Set<String> IN_URLS = Set.of(
            "token",
            "access_token",
            "accesstoken",
            "auth_token",
            "api_token",
            "apitoken",
            "api_key",
            "apikey",
            "authorization",
            "bearer",
            "jwt",
            "id_token");
    /** The begin of a token of ours, or of a JWT. */
    private static final Pattern TOKEN = Pattern.compile("docket_[a-z]+_[0-9A-Za-z]{20}|eyJ[\\w-]{10,}\\.eyJ");

    private Credential() {}

    static String of(HttpServletRequest request) throws HttpRefusal {
        var headers = Collections.list(request.getHeaders("Authorization"));
        if (headers.isEmpty()) {
            throw HttpRefusal.unauthenticated("Say who you are: Authorization: Bearer <token>");
        }
        var header = headers.getFirst();
        if (headers.size() > 1
                || header.length() > MAX_LENGTH
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw HttpRefusal.unauthenticated(
                    "The request needs one header of this form: Authorization: Bearer <token>");
        }
        return header.substring(SCHEME.length()).strip();
    }

    /** What stands in a URL is kept in logs and histories, so that a token in one is as good as published. */
    static void refuseInUrl(HttpServletRequest request) throws HttpRefusal {
        var query = request.getQueryString();
        if ((query != null && isTokenIn(query))
                || TOKEN.matcher(request.getRequestURI()).find()) {
            throw HttpRefusal.misplaced(
                    "A token does not belong in a URL, which is kept in logs: send it in the header Authorization, and revoke the one that was sent",
                    TokenForm.publicIdIn(request.getRequestURI() + " " + (query == null ? "" : decoded(query))));
        }
    }

    private static boolean isTokenIn(String query) {
        for (var parameter : query.split("[&;]")) {
            var name =
                    decoded(parameter.split("=", 2)[0]).toLowerCase(Locale.ROOT).replace('-', '_');
            if (IN_URLS.contains(name)) {
                return true;
            }
        }
        return TOKEN.matcher(decoded(query)).find();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}

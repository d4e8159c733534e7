package docket.platform.http;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Which media type a request has and which one its answer gets. */
final class MediaTypes {
    static final String GRAPHQL = "application/graphql-response+json";
    private static final String CHARSET = ";charset=UTF-8";
    private static final MediaType GRAPHQL_TYPE = MediaType.parseMediaType(GRAPHQL);

    private MediaTypes() {}

    /** The newer media type only for those who name it; to all others {@code application/json}, for the sake of older clients. */
    static String answerType(@Nullable String accept) throws HttpRefusal {
        if (accept == null || accept.isBlank()) {
            return MediaType.APPLICATION_JSON_VALUE + CHARSET;
        }
        try {
            var accepted = MediaType.parseMediaTypes(accept);
            accepted.sort((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()));
            accepted.removeIf(type -> type.getQualityValue() == 0);
            for (var type : accepted) {
                if (type.equalsTypeAndSubtype(GRAPHQL_TYPE)) {
                    return GRAPHQL + CHARSET;
                }
                if (type.includes(MediaType.APPLICATION_JSON)) {
                    return MediaType.APPLICATION_JSON_VALUE + CHARSET;
                }
            }
        } catch (InvalidMediaTypeException malformed) {
            // answered below: what cannot be read accepts nothing we have
        }
        throw new HttpRefusal(
                HttpServletResponse.SC_NOT_ACCEPTABLE, "Accept %s or application/json".formatted(GRAPHQL));
    }

    static void requireJson(@Nullable String contentType) throws HttpRefusal {
        try {
            var type = contentType == null ? null : MediaType.parseMediaType(contentType);
            var charset = type == null ? null : type.getCharset();
            if (type != null
                    && MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
                    && (charset == null || charset.equals(StandardCharsets.UTF_8))) {
                return;
            }
        } catch (IllegalArgumentException malformed) {
            // answered below
        }
        throw new HttpRefusal(
                HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json in UTF-8");
    }

    static void requirePlain(@Nullable String contentEncoding) throws HttpRefusal {
        if (contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity")) {
            throw new HttpRefusal(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "Send the body uncompressed");
        }
    }
}

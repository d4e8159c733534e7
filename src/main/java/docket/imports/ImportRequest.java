package docket.imports;

import docket.platform.http.HttpRefusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * How a file is to be read. Nothing is asked of a form: reading its parameters would take the body away.
 *
 * @param source what the sender calls it
 */
record ImportRequest(@Nullable String source, OnError onError) {
    private static final int LONGEST_SOURCE = 200;
    private static final Set<String> PARAMETERS = Set.of("onError", "source");
    private static final List<MediaType> FILES =
            List.of(MediaType.valueOf("text/csv"), MediaType.APPLICATION_OCTET_STREAM);

    static ImportRequest of(HttpServletRequest request, long longestFile) throws HttpRefusal {
        requireMediaType(request);
        requireNoEncoding(request.getHeader("Content-Encoding"));
        if (request.getContentLengthLong() > longestFile) {
            throw HttpRefusal.limit(
                    HttpStatus.CONTENT_TOO_LARGE.value(),
                    "longest-file",
                    "The file may have %d bytes at most, not %d: divide it"
                            .formatted(longestFile, request.getContentLengthLong()),
                    request.getContentLengthLong(),
                    longestFile);
        }
        requireKnown(parameters(request));
        return new ImportRequest(source(request.getParameter("source")), onError(request.getParameter("onError")));
    }

    private static Set<String> parameters(HttpServletRequest request) throws HttpRefusal {
        try {
            return request.getParameterMap().keySet();
        } catch (IllegalStateException malformed) {
            throw badRequest("The query string is malformed");
        }
    }

    private static void requireKnown(Set<String> parameters) throws HttpRefusal {
        var unknown =
                parameters.stream().filter(name -> !PARAMETERS.contains(name)).findFirst();
        if (unknown.isPresent()) {
            throw badRequest("There is no parameter '%s'; onError and source are known".formatted(unknown.get()));
        }
    }

    static OnError onError(@Nullable String text) throws HttpRefusal {
        if (text == null) {
            return OnError.REJECT_ALL;
        }
        return Arrays.stream(OnError.values())
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> badRequest("onError is either REJECT_ALL or REJECT_ITEM"));
    }

    private static @Nullable String source(@Nullable String text) throws HttpRefusal {
        if (text != null && (text.length() > LONGEST_SOURCE || text.chars().anyMatch(Character::isISOControl))) {
            throw badRequest("source may have %d printable characters at most".formatted(LONGEST_SOURCE));
        }
        return text;
    }

    /** Only PUT may leave it out, as curl does: any web page can make a browser send a POST without a type. */
    private static void requireMediaType(HttpServletRequest request) throws HttpRefusal {
        var text = request.getContentType();
        var isOpen = text == null && request.getMethod().equals("PUT");
        if (!isOpen && !isCsv(text)) {
            throw unsupported("Send the file as text/csv in UTF-8");
        }
    }

    private static boolean isCsv(@Nullable String text) {
        try {
            var type = MediaType.parseMediaType(String.valueOf(text));
            var charset = type.getParameter("charset");
            return FILES.stream().anyMatch(type::equalsTypeAndSubtype)
                    && (charset == null || charset.equalsIgnoreCase("utf-8"));
        } catch (InvalidMediaTypeException malformed) {
            return false;
        }
    }

    private static void requireNoEncoding(@Nullable String encoding) throws HttpRefusal {
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("Send the file without Content-Encoding");
        }
    }

    private static HttpRefusal badRequest(String message) {
        return new HttpRefusal(HttpStatus.BAD_REQUEST.value(), message);
    }

    private static HttpRefusal unsupported(String message) {
        return new HttpRefusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value(), message);
    }
}

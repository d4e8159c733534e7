package docket.imports;

import docket.platform.request.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
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
    private static final MediaType CSV = MediaType.valueOf("text/csv");

    static ImportRequest of(HttpServletRequest request, long longestFile) throws ImportRefusal {
        requireMediaType(request.getContentType());
        requireNoEncoding(request.getHeader("Content-Encoding"));
        if (request.getContentLengthLong() > longestFile) {
            throw new ImportRefusal(
                    HttpStatus.CONTENT_TOO_LARGE.value(),
                    ErrorCode.BAD_REQUEST,
                    "The file may have %d bytes at most".formatted(longestFile));
        }
        var unknown = request.getParameterMap().keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .findFirst();
        if (unknown.isPresent()) {
            throw badRequest("There is no parameter '%s'; onError and source are known".formatted(unknown.get()));
        }
        return new ImportRequest(source(request.getParameter("source")), onError(request.getParameter("onError")));
    }

    static OnError onError(@Nullable String text) throws ImportRefusal {
        if (text == null) {
            return OnError.REJECT_ALL;
        }
        return Arrays.stream(OnError.values())
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> badRequest("onError is either REJECT_ALL or REJECT_ITEM"));
    }

    private static @Nullable String source(@Nullable String text) throws ImportRefusal {
        if (text != null && (text.length() > LONGEST_SOURCE || text.chars().anyMatch(Character::isISOControl))) {
            throw badRequest("source may have %d printable characters at most".formatted(LONGEST_SOURCE));
        }
        return text;
    }

    private static void requireMediaType(@Nullable String text) throws ImportRefusal {
        try {
            var type = text == null ? CSV : MediaType.parseMediaType(text);
            var isCsv = CSV.equalsTypeAndSubtype(type) || MediaType.APPLICATION_OCTET_STREAM.equalsTypeAndSubtype(type);
            var charset = type.getParameter("charset");
            if (isCsv && (charset == null || charset.equalsIgnoreCase("utf-8"))) {
                return;
            }
        } catch (InvalidMediaTypeException malformed) {
            // Answered like any other type that is not ours.
        }
        throw unsupported("Send the file as text/csv in UTF-8");
    }

    private static void requireNoEncoding(@Nullable String encoding) throws ImportRefusal {
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("Send the file without Content-Encoding");
        }
    }

    private static ImportRefusal badRequest(String message) {
        return new ImportRefusal(HttpStatus.BAD_REQUEST.value(), ErrorCode.BAD_REQUEST, message);
    }

    private static ImportRefusal unsupported(String message) {
        return new ImportRefusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value(), ErrorCode.BAD_REQUEST, message);
    }
}

package docket.platform.http;

import docket.platform.graph.GraphRequest;
import docket.platform.request.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON body of a GraphQL request; strict about the kind of every member, silent about unknown ones. */
record RequestBody(String query, @Nullable String operationName, Map<String, Object> variables) {
    private static final int MAX_NESTING = 50;
    /** A thousand objects of a list, each with twenty fields: values are coerced one by one. */
    private static final int MAX_VALUES = 20_000;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static RequestBody of(byte[] bytes) throws HttpRefusal {
        return of(object(bytes));
    }

    GraphRequest toRequest(String id, Caller caller, GraphRequest.Wishes wishes) {
        return new GraphRequest(id, caller, query, operationName, variables, wishes);
    }

    private static Map<?, ?> object(byte[] bytes) throws HttpRefusal {
        var text = text(bytes);
        if (text.isBlank()) {
            throw refused("The body is empty");
        }
        if (!(json(text) instanceof Map<?, ?> object)) {
            throw refused("The body is not a JSON object; several operations in one request are not supported");
        }
        if (values(object) > MAX_VALUES) {
            throw refused("The body holds more than %d values: divide what it asks for".formatted(MAX_VALUES));
        }
        if (text.contains("\\u") && hasLoneSurrogate(object)) {
            throw refused("The body has half of a surrogate pair");
        }
        return object;
    }

    private static @Nullable Object json(String text) throws HttpRefusal {
        try (var parser = JSON.createParser(text)) {
            var value = JSON.readValue(parser, Object.class);
            requireEnd(parser);
            return value;
        } catch (JacksonException malformed) {
            throw refused(malformed);
        }
    }

    private static void requireEnd(JsonParser parser) throws HttpRefusal {
        try {
            if (parser.nextToken() == null) {
                return;
            }
        } catch (JacksonException noToken) {
            // whatever it is, it stands behind the end
        }
        throw refused("Text stands behind the end of the JSON value in the body");
    }

    /** The parser's own words name its classes and repeat the text. */
    private static HttpRefusal refused(JacksonException malformed) {
        var said = malformed.getOriginalMessage();
        if (said.startsWith("Document nesting depth")) {
            return refused("The body is nested more than %d levels deep".formatted(MAX_NESTING));
        }
        var location = malformed.getLocation();
        // It does not know the place of a number that is too long.
        var place = location == null
                ? ""
                : ", at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
        if (said.startsWith("Duplicate Object property")) {
            return refused("An object in the body has one member twice" + place);
        }
        return malformed instanceof StreamConstraintsException
                ? refused("The body has a name or a number that is too long" + place)
                : refused("The body is not JSON" + place);
    }

    /** Strict, since the parser would guess other encodings and mend broken bytes. */
    private static String text(byte[] bytes) throws HttpRefusal {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.subSequence(1, text.length()) : text)
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw refused("The body is not UTF-8");
        }
    }

    private static int values(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object ->
                1 + object.values().stream().mapToInt(RequestBody::values).sum();
            case List<?> list -> 1 + list.stream().mapToInt(RequestBody::values).sum();
            case null, default -> 1;
        };
    }

    /** Half a character cannot be written back, not even in the error that would complain about it. */
    private static boolean hasLoneSurrogate(@Nullable Object value) {
        return switch (value) {
            case String text ->
                text.codePoints()
                        .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
            case Map<?, ?> object ->
                object.entrySet().stream()
                        .anyMatch(entry -> hasLoneSurrogate(entry.getKey()) || hasLoneSurrogate(entry.getValue()));
            case List<?> list -> list.stream().anyMatch(RequestBody::hasLoneSurrogate);
            case null, default -> false;
        };
    }

    private static RequestBody of(Map<?, ?> body) throws HttpRefusal {
        if (!(body.get("query") instanceof String query) || query.isBlank()) {
            throw refused("'query' must be a string with a GraphQL document");
        }
        var operationName = body.get("operationName");
        if (operationName != null && !(operationName instanceof String)) {
            throw refused("'operationName' must be a string or null");
        }
        requireObject(body, "extensions");
        return new RequestBody(query, (String) operationName, requireObject(body, "variables"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> requireObject(Map<?, ?> body, String member) throws HttpRefusal {
        var value = body.get(member);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        }
        throw refused("'%s' must be an object or null".formatted(member));
    }

    private static HttpRefusal refused(String message) {
        return new HttpRefusal(HttpServletResponse.SC_BAD_REQUEST, message);
    }
}

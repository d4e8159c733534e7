package docket.imports;

import docket.imports.Check.Refused;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The kinds of checks that the columns of a statement need. */
final class Checks {
    static final LocalDate NO_DATE_AFTER = LocalDate.of(2038, 1, 1);
    private static final String MIDNIGHT = " 00:00:00";
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Checks() {}

    static Check text(int longest) {
        return text -> {
            if (text.length() > longest && text.codePointCount(0, text.length()) > longest) {
                throw new Refused("is longer than %d characters".formatted(longest));
            }
            return text;
        };
    }

    static Check format(String pattern, int longest, String reason) {
        var compiled = Pattern.compile(pattern);
        var length = text(longest);
        return text -> {
            length.value(text);
            if (!compiled.matcher(text).matches()) {
                throw new Refused(reason);
            }
            return text;
        };
    }

    static Check code(CodeList codes) {
        return text -> known(codes, text);
    }

    /** JSON text; repeats are dropped, and an empty array is as good as none. */
    static Check codes(CodeList codes) {
        return text -> {
            var distinct = new LinkedHashSet<String>();
            for (var code : array(text)) {
                distinct.add(known(codes, String.valueOf(code)));
            }
            return List.copyOf(distinct);
        };
    }

    static Check sortedCodes(CodeList codes) {
        var unsorted = codes(codes);
        return text -> ((List<?>) unsorted.value(text)).stream().sorted().toList();
    }

    static Check yesOrNo() {
        return text -> switch (text) {
            case "Yes" -> "true";
            case "No" -> "false";
            default -> throw new Refused("is neither Yes nor No");
        };
    }

    /** Published files put midnight behind their dates. */
    static Check date(LocalDate earliest) {
        var reason = "is not a date from %s to %s (YYYY-MM-DD)".formatted(earliest, NO_DATE_AFTER);
        return text -> {
            try {
                var date = LocalDate.parse(text.endsWith(MIDNIGHT) ? text.substring(0, 10) : text);
                if (date.isBefore(earliest) || date.isAfter(NO_DATE_AFTER)) {
                    throw new Refused(reason);
                }
                return date.toString();
            } catch (DateTimeException | IndexOutOfBoundsException e) {
                throw new Refused(reason);
            }
        };
    }

    /** The files name no zone; they mean UTC. */
    static Check instant() {
        return text -> {
            try {
                return LocalDateTime.parse(text, SECONDS) + "Z";
            } catch (DateTimeException e) {
                throw new Refused("is not a time (YYYY-MM-DD HH:MM:SS)");
            }
        };
    }

    private static String known(CodeList codes, String code) throws Refused {
        if (!codes.has(code)) {
            throw new Refused("is not a code of this column", code);
        }
        return code;
    }

    private static String[] array(String text) throws Refused {
        try {
            if (text.startsWith("[")) {
                return JSON.readValue(text, String[].class);
            }
        } catch (JacksonException e) {
            throw new Refused("is not a JSON array of codes");
        }
        throw new Refused("is not a JSON array of codes");
    }
}

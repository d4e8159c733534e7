package docket.platform.graph;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The custom scalars: how each is read; how each is written is {@link JsonOutput}'s matter, which writes by Java type. */
final class Scalars {
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Instant EARLIEST =
            OffsetDateTime.of(1900, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant();
    private static final Instant LATEST =
            OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant();

    static final List<GraphQLScalarType> ALL = List.of(
            scalar("DateTime", "an RFC 3339 date and time with offset such as 2026-01-31T09:30:00Z", Scalars::instant),
            scalar("Date", "a date such as 2026-01-31", text -> checkedDate(LocalDate.parse(text))),
            scalar("Duration", "an ISO 8601 duration such as PT36H", Duration::parse),
            scalar("Decimal", "a decimal number in a string such as \"12.50\"", BigDecimal::new),
            scalar("Long", "a whole number of at most 64 bits", Long::valueOf),
            scalar("Locale", "a BCP 47 language tag such as ja-JP", Scalars::locale),
            scalar("CountryCode", "an upper-case ISO 3166 country code such as JP", Scalars::country));

    private Scalars() {}

    /** A value that is well written, and beyond what can be stored; the message says what can. */
    private static final class OutOfRange extends RuntimeException {
        OutOfRange(String range) {
            super(range, null, false, false);
        }
    }

    private static GraphQLScalarType scalar(String name, String expected, Function<String, Object> parser) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(new TextCoercing(name, expected, parser))
                .build();
    }

    private static Instant instant(String text) {
        var instant = OffsetDateTime.parse(text).toInstant();
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new OutOfRange("of the years 1900 to 9998");
        }
        return instant;
    }

    private static LocalDate checkedDate(LocalDate date) {
        if (date.getYear() < 1900 || date.getYear() > 9999) {
            throw new OutOfRange("of the years 1900 to 9999");
        }
        return date;
    }

    private static String locale(String text) {
        return new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
    }

    private static String country(String text) {
        if (!COUNTRY.matcher(text).matches()) {
            throw new IllegalArgumentException("no country code");
        }
        return text;
    }

    private record TextCoercing(String name, String expected, Function<String, Object> parser)
            implements Coercing<Object, Object> {
        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            return JsonOutput.plain(value);
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            try {
                return parser.apply(textOf(input));
            } catch (RuntimeException notParsed) {
                throw new CoercingParseValueException("'%s' is %s".formatted(abbreviated(input), fault(notParsed)));
            }
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            var text = input instanceof StringValue string
                    ? string.getValue()
                    : input instanceof IntValue number && name.equals("Long")
                            ? number.getValue().toString()
                            : null;
            try {
                return parser.apply(textOf(text));
            } catch (RuntimeException notParsed) {
                throw new CoercingParseLiteralException("%s is %s"
                        .formatted(text == null ? "The literal" : "'" + abbreviated(text) + "'", fault(notParsed)));
            }
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return StringValue.of(String.valueOf(input));
        }

        private String textOf(@org.jspecify.annotations.Nullable Object input) {
            if (input instanceof String text) {
                return text;
            }
            if (input instanceof Integer || input instanceof Long || input instanceof java.math.BigInteger) {
                return name.equals("Long") || name.equals("Decimal") ? input.toString() : fail();
            }
            return fail();
        }

        private String fault(RuntimeException notParsed) {
            return notParsed instanceof OutOfRange range
                    ? "no %s %s: pass one in that range".formatted(name, range.getMessage())
                    : "no %s: pass %s".formatted(name, expected);
        }

        private static String fail() {
            throw new IllegalArgumentException("wrong kind of value");
        }

        private static String abbreviated(Object input) {
            var text = String.valueOf(input);
            return text.length() <= 60 ? text : text.substring(0, 60) + "…";
        }
    }
}

package docket.platform.graph;

import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import graphql.language.VariableDefinition;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** GraphQL Java's findings in words for the person who wrote the document: without names of classes, with the argument named. */
final class Wording {
    private static final Pattern PREFIX = Pattern.compile("^Validation [Ee]rror ?\\([^)]*\\) ?: ");
    private static final Pattern ARGUMENT = Pattern.compile(
            "^argument '(?<path>[^']*)' with value '.*?' (?<problem>is not a valid|must not be null|must be an object type|is missing required fields|contains a field not in)(?<rest>.*)$",
            Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("^(?:Argument|Variable|Field) '([^']*)'");
    private static final Pattern VARIABLE = Pattern.compile("^Variable '[^']*' has an invalid value: ");

    private record Phrase(Pattern found, String said) {
        static Phrase of(String found, String said) {
            return new Phrase(Pattern.compile(found, Pattern.DOTALL), said);
        }
    }

    private static final List<Phrase> PHRASES = List.of(
            Phrase.of("^ '([^']*)' - ('.*' is no .*: pass .*|The literal is no .*: pass .*)$", "$2"),
            Phrase.of("^ '([^']*)' - .*enum '[^']*' - 'EnumValue\\{name='([^']*)'.*$", "'$2' is no value of $1"),
            Phrase.of("^ '([^']*)'.*$", "a value of type $1 is needed"),
            Phrase.of("^Expected a value that can be converted to type '([^']*)'.*$", "a value of type $1 is needed"),
            Phrase.of("^Expected a (\\w+) input, but it was.*$", "a value of type $1 is needed"),
            Phrase.of("^Expected value to be in the integer range.*$", "it is beyond 32 bits"),
            Phrase.of(
                    "^Invalid input for enum '([^']*)'\\. (?:No value found for name|Unknown value) '([^']*)'$",
                    "'$2' is no value of $1"),
            Phrase.of(
                    "^(?:Argument|Variable|Field) '([^']*)' has coerced Null value for NonNull type '([^']*)'$",
                    "'$1' is required, as $2"),
            Phrase.of(
                    "^The variables input contains a field name '([^']*)' that is not defined for input object type '([^']*)'.*$",
                    "$2 has no field '$1'"),
            Phrase.of(
                    "^More than ([\\d,.]+) '?(\\w*)'? ?(tokens|characters|deep).*$",
                    "The document is too long or too deeply nested: more than $1 $3"),
            Phrase.of(
                    "^Invalid syntax with ANTLR error 'token recognition error at: '(.{0,30}).*'' at line (\\d+) column (\\d+)$",
                    "Line $2, column $3: what begins with '$1' cannot be read: a character that GraphQL does not have, a number in another form, or a string that is not closed"),
            Phrase.of("^Invalid syntax with .*'<EOF>' at line \\d+ column \\d+$", "The document ends too early"),
            Phrase.of(
                    "^Invalid syntax with (?:ANTLR error|offending token) '(.*)' at line (\\d+) column (\\d+)$",
                    "Line $2, column $3: '$1' does not belong here"),
            Phrase.of(
                    "^Invalid syntax encountered\\. There are extra tokens.*Offending token '(.*)' at line (\\d+) column (\\d+)$",
                    "Line $2, column $3: '$1' does not belong here"));

    private Wording() {}

    static GraphException of(ValidationError error, DocumentLimits limits) {
        if (error.getValidationErrorType() == ValidationErrorType.MaxQueryFieldsExceeded) {
            return limits.tooManyFields();
        }
        if (error.getValidationErrorType() == ValidationErrorType.MaxQueryDepthExceeded) {
            return new GraphException(
                    ErrorCode.DOCUMENT_LIMIT, "The document is too deeply nested, fragments written out");
        }
        var message = PREFIX.matcher(error.getMessage()).replaceFirst("");
        var argument = ARGUMENT.matcher(message);
        if (!argument.matches()) {
            return new GraphException(ErrorCode.GRAPHQL_VALIDATION_FAILED, message);
        }
        var path = argument.group("path");
        return new GraphException(
                ErrorCode.GRAPHQL_VALIDATION_FAILED,
                "'%s': %s".formatted(path, problem(argument.group("problem"), argument.group("rest"))),
                Map.of("argument", path));
    }

    private static String problem(String problem, String rest) {
        return switch (problem) {
            case "is not a valid" -> plain(rest);
            case "must not be null" -> "a value is needed";
            case "must be an object type" -> "an object is needed";
            case "is missing required fields" -> "required fields are missing:" + rest;
            default -> "there is no such field:" + rest;
        };
    }

    /** @param variable whose value could not be coerced */
    static GraphException of(VariableDefinition variable, RuntimeException failure) {
        var message = VARIABLE.matcher(String.valueOf(failure.getMessage())).replaceFirst("");
        return new GraphException(
                ErrorCode.BAD_USER_INPUT,
                "Variable '$%s': %s".formatted(variable.getName(), plain(message)),
                Map.of("argument", variable.getName()));
    }

    /** @param failure of an argument whose variable was null */
    static GraphException ofArgument(RuntimeException failure) {
        var message = String.valueOf(failure.getMessage());
        var name = NAME.matcher(message);
        return name.find()
                ? GraphException.badInput(name.group(1), plain(message))
                : new GraphException(ErrorCode.BAD_USER_INPUT, plain(message));
    }

    static String plain(String message) {
        for (var phrase : PHRASES) {
            var matcher = phrase.found().matcher(message);
            if (matcher.matches()) {
                return matcher.replaceFirst(phrase.said());
            }
        }
        return message;
    }
}

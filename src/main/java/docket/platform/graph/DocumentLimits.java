package docket.platform.graph;

import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import docket.platform.request.Limits;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.Node;
import graphql.language.SelectionSet;
import graphql.parser.ParserOptions;
import graphql.validation.QueryComplexityLimits;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How large a document of one class of callers may be, in each way in which a small text can mean much work; checked before anything is read. One
 * for each class and engine: what is cached for one class is told from what is cached for another by it.
 */
final class DocumentLimits {
    private static final int MOST_DIGITS = 100;
    private static final String DIVIDE = "The document has %%d %s, the limit is %%d: divide it";

    private final Limits limits;
    private final ParserOptions parser;
    private final QueryComplexityLimits validation;

    DocumentLimits(Limits limits) {
        this.limits = limits;
        this.parser = ParserOptions.newParserOptions()
                .maxTokens(limits.tokens())
                .maxCharacters(limits.characters())
                .maxRuleDepth(200)
                .captureIgnoredChars(false)
                .captureLineComments(false)
                .redactTokenParserErrorMessages(false)
                .build();
        // Keeps validation itself from exploding. Deeper than callers are told, which the plan is held to, since
        // introspection is deep.
        this.validation = QueryComplexityLimits.newLimits()
                .maxDepth(100)
                .maxFieldsCount(limits.fields())
                .build();
    }

    Limits limits() {
        return limits;
    }

    ParserOptions parser() {
        return parser;
    }

    QueryComplexityLimits validation() {
        return validation;
    }

    /** Before the text is even looked up among those that are known. */
    void checkLength(String document) {
        hold("characters", document.length(), limits.characters(), DIVIDE.formatted("characters"));
    }

    /** The lexer takes kilobytes for each digit of a number. No number that is taken has as many. */
    static void checkDigits(String document) {
        var run = 0;
        for (int place = 0; place < document.length(); place++) {
            var character = document.charAt(place);
            run = character >= '0' && character <= '9' ? run + 1 : 0;
            if (run > MOST_DIGITS) {
                throw GraphException.limit(
                        ErrorCode.DOCUMENT_LIMIT,
                        "digits",
                        "The document has more than %d digits in a row: send such a value as a variable"
                                .formatted(MOST_DIGITS),
                        run,
                        MOST_DIGITS);
            }
        }
    }

    private static void hold(String limit, long value, long maximum, String message) {
        hold(ErrorCode.DOCUMENT_LIMIT, limit, value, maximum, message);
    }

    /** @param message has a place for the value, and one for the maximum */
    private static void hold(ErrorCode code, String limit, long value, long maximum, String message) {
        if (value > maximum) {
            throw GraphException.limit(code, limit, message.formatted(value, maximum), value, maximum);
        }
    }

    private GraphException tooMany(String limit, int maximum, String message) {
        return GraphException.limit(ErrorCode.DOCUMENT_LIMIT, limit, message.formatted(maximum), maximum + 1L, maximum);
    }

    GraphException tooManyTokens() {
        return tooMany(
                "tokens",
                limits.tokens(),
                "The document has more than %d tokens: divide it, and send values as variables");
    }

    void check(Document document) {
        hold("directives", directives(document), limits.directives(), DIVIDE.formatted("directives"));
    }

    private int directives(Node<?> node) {
        var count = 0;
        if (node instanceof DirectivesContainer<?> container) {
            count = container.getDirectives().size();
            hold(
                    "directives-per-node",
                    count,
                    limits.directivesPerNode(),
                    "%d directives stand in one place, the limit is %d");
        }
        if (node instanceof SelectionSet selections) {
            checkRepeats(selections.getSelectionsOfType(Field.class));
        }
        for (var child : node.getChildren()) {
            count += directives((Node<?>) child);
        }
        return count;
    }

    void checkRoot(int fields) {
        hold(
                "root-fields",
                fields,
                limits.rootFields(),
                "The operation has %d root fields, the limit is %d: send several requests");
    }

    /** @param fields those of one object, each the first of its alias, those of fragments included */
    void checkAliases(Collection<List<Field>> fields) {
        checkRepeats(fields.stream().map(List::getFirst).toList());
    }

    private void checkRepeats(List<Field> fields) {
        if (fields.size() <= limits.repeats()) {
            return;
        }
        var repeats = new HashMap<String, Integer>();
        for (var field : fields) {
            var count = repeats.merge(field.getName(), 1, Integer::sum);
            if (count > limits.repeats()) {
                throw GraphException.limit(
                        ErrorCode.ALIAS_LIMIT,
                        "repeats",
                        "'%s' stands more than %d times in one place, under whatever aliases: use nodes(ids:), a filter with 'in', or several requests"
                                .formatted(field.getName(), limits.repeats()),
                        count,
                        limits.repeats());
            }
        }
    }

    void checkDepth(int level) {
        if (level > limits.depth()) {
            throw GraphException.limit(
                    ErrorCode.DEPTH_LIMIT,
                    "depth",
                    "The document is more than %d levels deep: ask for the inner part by its own id in a second query"
                            .formatted(limits.depth()),
                    level,
                    limits.depth());
        }
    }

    void checkFields(int planned) {
        if (planned > limits.fields()) {
            throw tooManyFields();
        }
    }

    GraphException tooManyFields() {
        return tooMany(
                "fields",
                limits.fields(),
                "The document selects more than %d fields, fragments written out: ask for fewer");
    }

    /** @param dearest the part that could cost most */
    void checkCost(long cost, Supplier<String> dearest) {
        if (cost > limits.cost()) {
            throw GraphException.limit(
                    ErrorCode.COST_LIMIT,
                    "cost",
                    "The operation could cost %d points, of them %s, the limit is %d: ask for fewer root fields at once, lower 'first' of the outer lists, or ask for the inner lists in a second query"
                            .formatted(cost, dearest.get(), limits.cost()),
                    cost,
                    limits.cost());
        }
    }

    /** Said of what goes round in circles: how large it would be is not known. */
    static GraphException endless(String message) {
        return new GraphException(ErrorCode.DOCUMENT_LIMIT, message, Map.of("limit", "fields"));
    }
}

package docket.platform.graph;

import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.Node;
import graphql.parser.ParserOptions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How large a document may be, in each way in which a small text can mean much work; checked before anything is read. */
final class DocumentLimits {
    static final ParserOptions PARSER = ParserOptions.newParserOptions()
            .maxTokens(4_000)
            .maxCharacters(64 * 1024)
            .maxRuleDepth(200)
            .captureIgnoredChars(false)
            .captureLineComments(false)
            .redactTokenParserErrorMessages(false)
            .build();
    static final int MAX_DEPTH = 12;
    static final int MAX_FIELDS = 4_000;
    private static final int MAX_ROOT_FIELDS = 30;
    private static final int MAX_REPEATS = 15;
    private static final int MAX_DIRECTIVES = 50;
    private static final int MAX_DIRECTIVES_PER_NODE = 5;

    private DocumentLimits() {}

    static void check(Document document) {
        var directives = directives(document);
        if (directives > MAX_DIRECTIVES) {
            throw GraphException.limit(
                    ErrorCode.DOCUMENT_LIMIT,
                    "The document has %d directives, the limit is %d".formatted(directives, MAX_DIRECTIVES),
                    directives,
                    MAX_DIRECTIVES);
        }
    }

    private static int directives(Node<?> node) {
        var count = 0;
        if (node instanceof DirectivesContainer<?> container) {
            count = container.getDirectives().size();
            if (count > MAX_DIRECTIVES_PER_NODE) {
                throw GraphException.limit(
                        ErrorCode.DOCUMENT_LIMIT,
                        "%d directives stand in one place, the limit is %d".formatted(count, MAX_DIRECTIVES_PER_NODE),
                        count,
                        MAX_DIRECTIVES_PER_NODE);
            }
        }
        for (var child : node.getChildren()) {
            count += directives((Node<?>) child);
        }
        return count;
    }

    static void checkRoot(int fields) {
        if (fields > MAX_ROOT_FIELDS) {
            throw GraphException.limit(
                    ErrorCode.DOCUMENT_LIMIT,
                    "The operation has %d root fields, the limit is %d: send several requests"
                            .formatted(fields, MAX_ROOT_FIELDS),
                    fields,
                    MAX_ROOT_FIELDS);
        }
    }

    /** @param fields those of one object, each the first of its alias */
    static void checkRepeats(Collection<List<Field>> fields) {
        if (fields.size() <= MAX_REPEATS) {
            return;
        }
        var repeats = new HashMap<String, Integer>();
        for (var merged : fields) {
            var name = merged.getFirst().getName();
            var count = repeats.merge(name, 1, Integer::sum);
            if (count > MAX_REPEATS) {
                throw GraphException.limit(
                        ErrorCode.ALIAS_LIMIT,
                        "'%s' stands under more than %d aliases in one place".formatted(name, MAX_REPEATS),
                        count,
                        MAX_REPEATS);
            }
        }
    }

    static void checkDepth(int level) {
        if (level > MAX_DEPTH) {
            throw GraphException.limit(
                    ErrorCode.DEPTH_LIMIT,
                    "The document is more than %d levels deep: ask for the inner part by its own id in a second query"
                            .formatted(MAX_DEPTH),
                    level,
                    MAX_DEPTH);
        }
    }

    static void checkFields(int planned) {
        if (planned > MAX_FIELDS) {
            throw tooManyFields();
        }
    }

    static GraphException tooManyFields() {
        return new GraphException(
                ErrorCode.DOCUMENT_LIMIT,
                "The document selects more than %d fields, fragments written out: select fewer".formatted(MAX_FIELDS),
                Map.of("maximum", MAX_FIELDS));
    }
}

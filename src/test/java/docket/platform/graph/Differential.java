package docket.platform.graph;

import docket.platform.request.Caller;
import docket.platform.sql.Db;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.ParseAndValidate;
import graphql.validation.GoodFaithIntrospectionExceeded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs documents by our engine and by GraphQL Java's own over the same resolvers, and says where the answers differ. */
final class Differential {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAX_ERRORS = 10;

    private final WiredSchema wired;
    private final GraphEngine ours;
    private final GraphQL stock;
    private final Supplier<Db> databases;
    private int compared;
    private int withErrors;

    Differential(WiredSchema wired, Supplier<Db> databases) {
        this.wired = wired;
        this.ours = TestEngine.of(wired, databases, Long.MAX_VALUE);
        this.stock = GraphQL.newGraphQL(StockSchema.of(wired)).build();
        this.databases = databases;
    }

    /** The data as JSON text and the paths of the errors. */
    record Outcome(String data, List<String> errorPaths) {}

    int compared() {
        return compared;
    }

    int withErrors() {
        return withErrors;
    }

    void run(int documents, long seed, RandomValues values, int depth) {
        var random = new Random(seed);
        for (int index = 0; index < documents; index++) {
            compare(RandomDocuments.next(wired.schema(), random, values, depth));
        }
    }

    private void compare(RandomDocuments.Sent sent) {
        if (!isValid(sent.document())) {
            return;
        }
        var expected = stock(sent);
        var actual = ours(sent);
        if (actual == null) {
            return;
        }
        compared++;
        withErrors += expected.errorPaths().isEmpty() ? 0 : 1;
        var isSame = expected.data().equals(actual.data())
                && (expected.errorPaths().equals(actual.errorPaths())
                        || expected.errorPaths().size() > MAX_ERRORS
                                && actual.errorPaths().size() == MAX_ERRORS);
        if (!isSame) {
            throw new AssertionError("%s%nvariables %s%nstock %s%nours  %s"
                    .formatted(sent.document(), sent.variables(), expected, actual));
        }
    }

    private boolean isValid(String document) {
        var input = ExecutionInput.newExecutionInput(document).build();
        try {
            return !ParseAndValidate.parseAndValidate(wired.schema(), input).isFailure();
        } catch (GoodFaithIntrospectionExceeded tooMuch) {
            return false;
        }
    }

    private Outcome stock(RandomDocuments.Sent sent) {
        try (var db = databases.get()) {
            var result = stock.execute(ExecutionInput.newExecutionInput(sent.document())
                    .operationName(sent.operation())
                    .variables(sent.variables())
                    .graphQLContext(Map.of(
                            Request.class,
                            new Request(
                                    "stock",
                                    Caller.DOCKET,
                                    wired,
                                    db,
                                    null,
                                    new Refusals(Caller.DOCKET, (refusal, rows) -> {})))));
            return outcome(JSON.valueToTree(result.toSpecification()));
        }
    }

    /** Null when a limit of ours refused the document. */
    private @org.jspecify.annotations.Nullable Outcome ours(RandomDocuments.Sent sent) {
        var answer = ours.execute(
                new GraphRequest("test", Caller.DOCKET, sent.document(), sent.operation(), sent.variables(), false));
        var bytes = new ByteArrayOutputStream();
        try {
            answer.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var json = JSON.readTree(bytes.toByteArray());
        var isLimited = json.path("errors").valueStream().anyMatch(Differential::isLimit);
        return isLimited ? null : outcome(json);
    }

    private static boolean isLimit(JsonNode error) {
        return error.at("/extensions/code").asString("").endsWith("_LIMIT");
    }

    private static Outcome outcome(JsonNode json) {
        Stream<String> paths = json.path("errors").valueStream().map(error -> String.valueOf(error.get("path")));
        return new Outcome(
                String.valueOf(json.get("data")), paths.distinct().sorted().toList());
    }
}

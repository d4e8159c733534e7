package docket.platform.request;

import java.time.Duration;
import java.util.stream.LongStream;

/**
 * How much callers of one class may ask for, of each kind of thing in which a small request can mean much work. The values stand in
 * {@code application.yaml}, below {@code docket.limits}.
 *
 * @param characters of a document
 * @param tokens of a document
 * @param depth how many objects may stand within each other, the root included
 * @param fields of a document, fragments written out
 * @param rootFields of an operation
 * @param repeats how often one field may stand in one place, under whatever aliases
 * @param directives of a document
 * @param directivesPerNode that may stand in one place
 * @param cost of one operation, in the points of {@code @cost}
 * @param costPerSecond how many points an account gets back in a second
 * @param costBucket how many points an account holds at most
 * @param statement the longest that one SQL statement may take
 * @param longestStatement the same for a request that asks for patience
 * @param request the longest that a request may take; with more patience for its statements it gets as much more
 * @param bodyBytes of a request
 * @param bodySeconds in which all of a body has to come
 * @param answerBytes of an answer
 * @param rows that the statements of one request may return together
 */
public record Limits(
        int characters,
        int tokens,
        int depth,
        int fields,
        int rootFields,
        int repeats,
        int directives,
        int directivesPerNode,
        long cost,
        long costPerSecond,
        long costBucket,
        Duration statement,
        Duration longestStatement,
        Duration request,
        int bodyBytes,
        int bodySeconds,
        int answerBytes,
        int rows) {

    public Limits {
        var all = LongStream.of(
                characters,
                tokens,
                depth,
                fields,
                rootFields,
                repeats,
                directives,
                directivesPerNode,
                cost,
                costPerSecond,
                bodyBytes,
                bodySeconds,
                answerBytes,
                rows);
        if (all.anyMatch(limit -> limit < 1)) {
            throw new IllegalArgumentException("every limit of docket.limits has to be 1 at least");
        }
        if (costBucket < cost) {
            throw new IllegalArgumentException(
                    "docket.limits: cost-bucket (%d) is below cost (%d), which nobody could ever spend"
                            .formatted(costBucket, cost));
        }
        if (!statement.isPositive() || longestStatement.compareTo(statement) < 0 || request.compareTo(statement) < 0) {
            throw new IllegalArgumentException(
                    "docket.limits: neither longest-statement nor request may be below statement, which has to be positive");
        }
    }
}

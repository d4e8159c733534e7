package docket.imports;

import docket.testing.Answer;
import docket.testing.GraphClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sends files as {@code curl -T} does, and asks the graph what came of them. */
final class ImportClient {
    private final GraphClient client;

    ImportClient(GraphClient client) {
        this.client = client;
    }

    Answer send(StatementFile file) {
        return send(file.text(), "");
    }

    Answer send(String file, String parameters) {
        return send(file.getBytes(StandardCharsets.UTF_8), parameters);
    }

    Answer send(byte[] file, String parameters) {
        return client.send(client.request("/imports/statements" + parameters).PUT(BodyPublishers.ofByteArray(file)));
    }

    /** How many statements, cases and decisions of a platform there are: the same number, or the test fails. */
    int stored(String platform) {
        var counts = client.execute("""
                query ($platform: String!) {
                  statements(filter: {platformName: {eq: $platform}}) { totalCount { value } }
                  cases(filter: {sourcePlatform: {eq: $platform}}) { totalCount { value } }
                  decisions(filter: {sourcePlatform: {eq: $platform}}) { totalCount { value } }
                }""", Map.of("platform", platform));
        var distinct = Stream.of("statements", "cases", "decisions")
                .map(list -> counts.data(list + "/totalCount/value").asInt())
                .distinct()
                .toList();
        if (distinct.size() != 1) {
            throw new AssertionError(counts.body());
        }
        return distinct.getFirst();
    }

    /** Read, stored, known, rejected. */
    static List<Integer> counts(Answer answer) {
        return List.of(
                answer.at("read").asInt(-1),
                answer.at("stored").asInt(-1),
                answer.at("known").asInt(-1),
                answer.at("rejected").asInt(-1));
    }

    /** "line column: reason" */
    static List<String> rejections(Answer answer) {
        return answer.at("rejections")
                .valueStream()
                .map(each -> "%d %s: %s"
                        .formatted(
                                each.at("/line").asInt(),
                                each.at("/column").isNull()
                                        ? "-"
                                        : each.at("/column").asString(),
                                each.at("/reason").asString()))
                .toList();
    }
}

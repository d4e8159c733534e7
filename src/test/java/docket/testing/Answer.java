package docket.testing;

import java.net.http.HttpHeaders;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back over HTTP; paths are written as {@code cases/nodes/0/number}. */
public record Answer(int status, HttpHeaders headers, String body) {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    public JsonNode json() {
        return MAPPER.readTree(body);
    }

    /** The data at a path; fails with the whole answer when the answer has errors. */
    public JsonNode data(String path) {
        if (!errors().isEmpty()) {
            throw new AssertionError("errors in " + body);
        }
        return at("data/" + path);
    }

    public JsonNode at(String path) {
        return json().at("/" + path);
    }

    public List<JsonNode> errors() {
        return json().path("errors").valueStream().toList();
    }

    /** The {@code extensions.code} of each error. */
    public List<String> errorCodes() {
        return errors().stream()
                .map(error -> error.at("/extensions/code").asString(""))
                .toList();
    }

    /** The SQL of the statements, in order; only of an explained request. */
    public List<String> statements() {
        return at("extensions/explain/statements")
                .valueStream()
                .map(statement -> statement.path("sql").asString())
                .toList();
    }
}

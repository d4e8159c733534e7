package docket.access;

import docket.platform.request.GlobalId;
import docket.platform.request.GraphException;
import docket.testing.Answer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What must not stand in any answer.
 *
 * @param ids of rows, as the database has them
 */
record Forbidden(Set<String> ids, Set<String> texts) {
    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    Set<String> in(Answer answer) {
        var found = new LinkedHashSet<String>();
        collect(answer.json(), found);
        return found;
    }

    private void collect(JsonNode node, Set<String> found) {
        if (node.isString()) {
            var text = node.asString();
            if (texts.contains(text) || isForbiddenId(text)) {
                found.add(text);
            }
            // Also within JSON, and whatever else a text may hold.
            UUIDS.matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .filter(ids::contains)
                    .forEach(found::add);
        } else {
            node.valueStream().forEach(child -> collect(child, found));
        }
    }

    private boolean isForbiddenId(String text) {
        try {
            return ids.contains(GlobalId.decode(text, "id").id().toString());
        } catch (GraphException noId) {
            return false;
        }
    }
}

package docket.imports;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The codes that a column may hold, each with the word that Docket uses for it.
 *
 * @param gone codes of older statements for which there is no word any more
 */
record CodeList(Map<String, String> words, Set<String> gone) {

    /** @param words pairs: the code without its prefix, our word; a blank word: the same */
    static CodeList of(String prefix, String words) {
        var map = new HashMap<String, String>();
        for (var pair : words.strip().split("\\s+")) {
            var equals = pair.indexOf('=');
            var code = equals < 0 ? pair : pair.substring(0, equals);
            map.put(prefix + code, pair.substring(equals + 1));
        }
        return new CodeList(Map.copyOf(map), Set.of());
    }

    CodeList withGone(String... codes) {
        return new CodeList(words, Set.of(codes));
    }

    boolean has(String code) {
        return words.containsKey(code) || gone.contains(code);
    }

    /** Null for a code without successor. */
    @Nullable
    String word(String code) {
        return words.get(code);
    }
}

package docket.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The phrases of one language: several to choose from under each key. */
final class Phrases {
    private static final List<String> LANGUAGES = List.of("en", "ja", "th", "vi", "id", "de", "fr", "it", "es");
    private static final List<String> BRANDS =
            Sheet.read("brands.txt").stream().map(line -> line.text(0)).toList();

    private final Map<String, List<String>> choices = new HashMap<>();

    private Phrases(String language) {
        for (var line : Sheet.read("text/" + language + ".tsv")) {
            choices.put(line.text(0), line.list(1, "\\|"));
        }
    }

    static Map<String, Phrases> byLanguage() {
        var all = new HashMap<String, Phrases>();
        LANGUAGES.forEach(language -> all.put(language, new Phrases(language)));
        return all;
    }

    static List<String> languages() {
        return LANGUAGES;
    }

    static String brand(Dice dice) {
        return dice.pick(BRANDS);
    }

    String one(String key, Dice dice) {
        return dice.pick(choices.getOrDefault(key, List.of()));
    }

    String only(String key) {
        return choices.getOrDefault(key, List.of()).getFirst();
    }

    String shop(Dice dice) {
        return fill(one("shop", dice), slot -> one(slot, dice));
    }

    String person(Dice dice, boolean familyFirst) {
        var family = one("family", dice);
        var given = one("given", dice);
        return familyFirst ? family + " " + given : given + " " + family;
    }

    /** Replaces each {@code {slot}}. */
    static String fill(String template, UnaryOperator<String> value) {
        var text = new StringBuilder(template.length() + 40);
        var from = 0;
        for (var open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            var close = template.indexOf('}', open);
            text.append(template, from, open).append(value.apply(template.substring(open + 1, close)));
            from = close + 1;
        }
        return text.append(template, from, template.length()).toString();
    }
}

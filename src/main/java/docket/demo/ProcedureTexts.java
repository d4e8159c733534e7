package docket.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of the procedures, by locale, and their steps. */
final class ProcedureTexts {
    record Step(
            String key,
            String kind,
            @Nullable String yes,
            @Nullable String no,
            @Nullable String next) {}

    static final String SOURCE_LOCALE = "en-GB";
    static final List<String> LOCALES = List.of(SOURCE_LOCALE, "ja-JP", "th-TH", "vi-VN", "id-ID", "de-DE", "fr-FR");

    private final Rulebook rulebook;
    private final Map<String, List<Step>> steps = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> templates = new HashMap<>();
    private final Map<String, List<String>> paths = new HashMap<>();

    ProcedureTexts(Rulebook rulebook) {
        this.rulebook = rulebook;
        for (var line : Sheet.read("procedures/steps.tsv")) {
            steps.computeIfAbsent(line.text(0), k -> new ArrayList<>())
                    .add(new Step(line.text(1), line.text(2), line.optional(3), line.optional(4), line.optional(5)));
        }
        for (var line : Sheet.read("procedures/paths.tsv")) {
            paths.put(line.text(0) + "/" + line.text(1), line.list(2, ","));
        }
        LOCALES.forEach(locale -> templates.put(locale, read(locale)));
    }

    private static Map<String, String> read(String locale) {
        return Sheet.read("procedures/" + locale + ".tsv").stream()
                .collect(Collectors.toMap(
                        line -> line.text(0), line -> line.text(1).replace("\\n", "\n")));
    }

    Set<String> procedures() {
        return steps.keySet();
    }

    List<Step> steps(String procedure) {
        return Objects.requireNonNull(steps.get(procedure));
    }

    /** The steps that lead to such an outcome. */
    List<String> path(String procedure, String outcome) {
        var path = paths.get(procedure + "/" + outcome);
        return path == null ? Objects.requireNonNull(paths.get(procedure + "/OTHER")) : path;
    }

    String in(String locale, String key, Rulebook.Policy policy) {
        var template = Objects.requireNonNull(
                Objects.requireNonNull(templates.get(locale)).get(key));
        return Phrases.fill(template, slot -> rulebook.term(policy, locale.substring(0, 2)));
    }
}

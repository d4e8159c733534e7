package docket.platform.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a query looks for in the text of a hit, told apart as the database does: words, and runs of scripts that are written without spaces.
 * All of it is folded.
 *
 * @param words match other forms of themselves
 * @param runs match as they stand
 * @param parts what stood between spaces
 */
record Terms(Set<String> words, List<String> runs, List<String> parts) {
    /** The characters of {@code platform.search_runs}. */
    private static final String SPACELESS =
            "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30fa"
                    + "\\u30fc-\\u31ff\\u3400-\\u9fff\\uf900-\\ufaff\\x{20000}-\\x{3ffff}";

    private static final Pattern RUN = Pattern.compile("[" + SPACELESS + "]+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}&&[^" + SPACELESS + "]]+");
    private static final int GRAM = 3;
    private static final int MAX_WORD = 100;

    static Terms of(String query) {
        var folded = FoldedText.fold(query);
        return new Terms(
                WORD.matcher(folded).results().map(MatchResult::group).collect(Collectors.toSet()),
                RUN.matcher(folded).results().map(MatchResult::group).toList(),
                Stream.of(folded.split("\\s+")).filter(part -> !part.isBlank()).toList());
    }

    /** The words of a text which may be forms of the query's: no stem differs from its word in the first character. */
    Stream<String> possibleForms(FoldedText text) {
        return words.isEmpty()
                ? Stream.of()
                : WORD.matcher(text.folded())
                        .results()
                        .map(MatchResult::group)
                        .filter(word ->
                                word.length() <= MAX_WORD && words.stream().anyMatch(mine -> beginAlike(mine, word)));
    }

    private static boolean beginAlike(String one, String other) {
        return one.codePointAt(0) == other.codePointAt(0);
    }

    /** @param forms the words that are forms of the query's */
    List<Span> in(FoldedText text, Set<String> forms) {
        var spans = new ArrayList<Span>();
        if (!forms.isEmpty()) {
            WORD.matcher(text.folded())
                    .results()
                    .filter(word -> forms.contains(word.group()))
                    .forEach(word -> spans.add(text.original(word.start(), word.end())));
        }
        runs.forEach(run -> addRun(text, run, spans));
        return Span.merged(spans);
    }

    /** What is neither word nor run to us, though it was found, such as 3.2 or an address. */
    List<Span> literallyIn(FoldedText text) {
        var spans = new ArrayList<Span>();
        parts.forEach(part -> add(text, part, spans));
        return Span.merged(spans);
    }

    /** A run that does not occur as a whole was found by its threes. */
    private static void addRun(FoldedText text, String run, List<Span> spans) {
        var isWhole = add(text, run, spans);
        for (int start = 0; !isWhole && start + GRAM <= run.length(); start++) {
            add(text, run.substring(start, start + GRAM), spans);
        }
    }

    private static boolean add(FoldedText text, String part, List<Span> spans) {
        var at = text.folded().indexOf(part);
        var found = at >= 0;
        for (; at >= 0; at = text.folded().indexOf(part, at + part.length())) {
            spans.add(text.original(at, at + part.length()));
        }
        return found;
    }
}

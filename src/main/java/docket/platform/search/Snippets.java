package docket.platform.search;

import docket.platform.graph.FieldCall;
import docket.platform.sql.Db;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The field {@code snippet} of hits: the part of the body, or else of the title, around the first words that match.
 *
 * <p>PostgreSQL's own {@code ts_headline} knows nothing of runs without spaces. Which words share a stem only the database can tell; it is
 * asked once for all hits.
 */
public final class Snippets {
    private static final int MAX_FORMS = 5_000;

    private Snippets() {}

    /** A batch field: at most one statement; its parents are the hits of one search. */
    public static <H extends SearchHit> List<String> of(List<H> hits, FieldCall call) {
        var terms = Terms.of(hits.getFirst().query());
        var bodies = texts(hits, SearchHit::body);
        var titles = texts(hits, SearchHit::title);
        var forms = forms(call.db(), terms, List.of(bodies, titles));
        return java.util.stream.IntStream.range(0, hits.size())
                .mapToObj(index -> snippet(bodies.get(index), titles.get(index), terms, forms))
                .toList();
    }

    private static String snippet(FoldedText body, FoldedText title, Terms terms, Set<String> forms) {
        for (var text : List.of(body, title)) {
            var spans = terms.in(text, forms);
            if (!spans.isEmpty()) {
                return Excerpt.of(text.original(), spans);
            }
        }
        return Excerpt.of(body.original(), terms.literallyIn(body));
    }

    private static List<FoldedText> texts(List<? extends SearchHit> hits, Function<SearchHit, String> text) {
        return hits.stream().map(hit -> FoldedText.of(text.apply(hit))).toList();
    }

    /** Of the words of the texts those which share a stem with a word of the query. */
    private static Set<String> forms(Db db, Terms terms, List<List<FoldedText>> texts) {
        var candidates = texts.stream()
                .flatMap(List::stream)
                .flatMap(terms::possibleForms)
                .distinct()
                .limit(MAX_FORMS)
                .toArray(String[]::new);
        if (candidates.length == 0) {
            return Set.of();
        }
        var word = DSL.field(DSL.name("word"), SQLDataType.CLOB);
        var query = DSL.select(word)
                .from(DSL.table("unnest({0})", DSL.val(candidates)).as(DSL.name("candidate"), DSL.name("word")))
                .where(
                        "tsvector_to_array(platform.search_vector({0})) && tsvector_to_array(platform.search_vector({1}))",
                        word, DSL.val(terms.words().stream().collect(Collectors.joining(" "))));
        return Set.copyOf(db.list(query, row -> row.getString(1)));
    }
}

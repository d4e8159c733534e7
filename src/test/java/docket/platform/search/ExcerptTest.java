package docket.platform.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void cutsBetweenWordsAndLeavesTheMatchesTheirSurroundings() {
        var text = "word ".repeat(100) + "match " + "tail ".repeat(100);
        assertThat(excerpt(text, "match"))
                .startsWith("…word word")
                .contains("word <mark>match</mark> tail")
                .endsWith("tail…")
                .hasSizeBetween(190, 220);
    }

    @Test
    void cutsScriptsWithoutSpacesAnywhereButNotInsideACharacter() {
        var text = "𠀋".repeat(300) + "返品" + "𠀋".repeat(300);
        var snippet = excerpt(text, "返品");
        assertThat(snippet).contains("𠀋<mark>返品</mark>𠀋").startsWith("…𠀋").endsWith("𠀋…");
        assertThat(snippet.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE))
                .isTrue();
    }

    @Test
    void marksTheThreesOfARunThatDoesNotOccurAsAWhole() {
        assertThat(excerpt("許可証を確認、許可証明", "許可証確認許可証明書")).isEqualTo("<mark>許可証</mark>を確認、<mark>許可証明</mark>");
    }

    @Test
    void showsTheTextAsItStandsThoughItIsFoundFolded() {
        assertThat(excerpt("ＺＥＢＲＡ and ﬁne é", "zebra")).isEqualTo("<mark>ＺＥＢＲＡ</mark> and ﬁne é");
        assertThat(excerpt("ﬁne é", "fine")).isEqualTo("<mark>ﬁne</mark> é");
        assertThat(excerpt("İstanbul & co", "co")).isEqualTo("İstanbul &amp; <mark>co</mark>");
    }

    @Test
    void showsTheBeginningOfWhatHasNoMatch() {
        assertThat(excerpt("one\n\ntwo", "three")).isEqualTo("one two");
        assertThat(excerpt("", "three")).isEmpty();
    }

    /** Words match by themselves here; their forms are the database's matter. */
    private static String excerpt(String text, String query) {
        var terms = Terms.of(query);
        var spans = terms.in(FoldedText.of(text), Set.copyOf(terms.words()));
        return Excerpt.of(text, spans);
    }
}

package docket.demo;

import java.util.List;
import java.util.stream.IntStream;

/** A market in which cases arise. */
record Market(
        int ordinal,
        String code,
        int weight,
        String language,
        String sopLocale,
        String region,
        String calendar,
        String vendor,
        int appealWindowDays) {

    static List<Market> read() {
        var lines = Sheet.read("markets.tsv");
        return IntStream.range(0, lines.size())
                .mapToObj(i -> of(i, lines.get(i)))
                .toList();
    }

    private static Market of(int ordinal, Sheet.Line line) {
        return new Market(
                ordinal,
                line.text(0),
                line.number(1),
                line.text(2),
                line.text(3),
                line.text(4),
                line.text(5),
                line.text(6),
                line.number(7));
    }

    /** There the reasons of each restriction are owed to the person concerned (DSA Art. 17). */
    boolean owesReasons() {
        return region.equals("EU");
    }

    boolean familyNameFirst() {
        return code.equals("JP") || code.equals("VN");
    }
}

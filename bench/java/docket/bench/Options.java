package docket.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the command line asked for; the defaults stand in the profile of pom.xml. */
record Options(
        Path home,
        int cases,
        List<String> workloads,
        List<Integer> connections,
        int rounds,
        int seconds,
        int warmup,
        int soakMinutes,
        boolean policies,
        boolean work,
        boolean peer,
        boolean record,
        String heap,
        List<String> jvm) {

    static Options read() {
        return new Options(
                Path.of(text("home")).toAbsolutePath().normalize(),
                number("cases"),
                list("workloads", ","),
                list("connections", ",").stream().map(Integer::valueOf).toList(),
                number("rounds"),
                number("seconds"),
                number("warmup"),
                number("soak"),
                !text("policies").equals("false"),
                !text("work").equals("false"),
                !text("peer").equals("false"),
                !text("record").equals("false"),
                text("heap"),
                list("jvm", " "));
    }

    private static int number(String name) {
        return Integer.parseInt(text(name));
    }

    private static List<String> list(String name, String separator) {
        return Arrays.stream(text(name).split(separator))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static String text(String name) {
        return System.getProperty("bench." + name, "");
    }
}

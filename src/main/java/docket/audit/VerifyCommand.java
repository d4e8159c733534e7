package docket.audit;

import docket.platform.command.Command;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.springframework.boot.ApplicationArguments;
import org.springframework.stereotype.Component;

/** {@code audit-verify [--anchor=<hash from a log>]}: whether the audit is as it was written; the first fault of each chain when it is not. */
@Component
class VerifyCommand implements Command {
    private static final int NOT_AS_WRITTEN = 1;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final DSLContext sql;

    VerifyCommand(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "audit-verify";
    }

    @Override
    public int run(ApplicationArguments arguments) {
        var anchors = arguments.getOptionValues("anchor");
        var wanted = anchors == null ? List.<String>of() : anchors;
        if (!wanted.stream().allMatch(hash -> HASH.matcher(hash).matches())) {
            System.err.println("Usage: audit-verify [--anchor=<the 64 digits of an anchor, as a log tells them>]");
            return MISUSED;
        }
        var started = System.nanoTime();
        var faults = new ArrayList<String>();
        var events = sql.transactionResult(transaction -> {
            VerifyRepository.begin(transaction.dsl());
            faults.addAll(faults(transaction.dsl(), wanted));
            return VerifyRepository.count(transaction.dsl());
        });
        faults.forEach(System.out::println);
        System.out.printf(
                "%,d events in %.1f s: %s%n",
                events,
                (System.nanoTime() - started) / 1e9,
                faults.isEmpty() ? "all as they were written" : "not as they were written");
        return faults.isEmpty() ? 0 : NOT_AS_WRITTEN;
    }

    /** Of a chain the first fault only. */
    private static List<String> faults(DSLContext sql, List<String> wanted) {
        var told = new HashSet<Integer>();
        var faults = new ArrayList<String>();
        for (var fault : VerifyRepository.chains(sql)) {
            told.add(fault.chain());
            faults.add(fault.toString());
        }
        for (var fault : VerifyRepository.anchors(sql)) {
            if (fault.chain() == null || told.add(fault.chain())) {
                faults.add(fault.toString());
            }
        }
        for (var hash : wanted) {
            if (!VerifyRepository.hasAnchor(sql, hash)) {
                faults.add("anchor %s: REMOVED, or made anew".formatted(hash));
            }
        }
        return faults;
    }
}

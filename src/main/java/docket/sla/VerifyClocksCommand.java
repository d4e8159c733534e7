package docket.sla;

import docket.platform.command.Command;
import org.jooq.DSLContext;
import org.springframework.boot.ApplicationArguments;
import org.springframework.stereotype.Component;

/** {@code sla-verify}: whether every clock stands as its events tell; each one that does not. */
@Component
class VerifyClocksCommand implements Command {
    private static final int MOST_TOLD = 100;

    private final DSLContext sql;

    VerifyClocksCommand(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "sla-verify";
    }

    @Override
    public int run(ApplicationArguments arguments) {
        var began = System.nanoTime();
        var told = new int[1];
        var result = sql.transactionResult(transaction -> {
            VerifyClocksRepository.begin(transaction.dsl());
            return VerifyClocks.run(transaction.dsl(), fault -> {
                if (told[0]++ < MOST_TOLD) {
                    System.out.println(fault);
                }
            });
        });
        if (told[0] > MOST_TOLD) {
            System.out.printf("… and %,d more%n", told[0] - MOST_TOLD);
        }
        System.out.printf(
                "%,d clocks of %,d cases in %.1f s, %.1f s of them replaying: %s%n",
                result.clocks(),
                result.cases(),
                (System.nanoTime() - began) / 1e9,
                result.secondsReplaying(),
                result.faults() == 0
                        ? "all as their events tell"
                        : "%,d not as their events tell".formatted(result.faults()));
        return result.faults() == 0 ? 0 : 1;
    }
}

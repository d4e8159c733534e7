package docket.cases;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Workplace;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a trigger refuses is tried once more; what it refuses again is told as our fault, which no retry mends. */
@DocketTest(ownDatabase = true)
class RefusedForGoodTest {
    @Autowired
    Workplace house;

    @Test
    void triesOnceMoreAndNotForEver() {
        // Counts tries, also of transactions that are undone.
        house.run("""
                create sequence public.tries;
                grant usage on sequence public.tries to docket_app;
                create function public.refuse() returns trigger language plpgsql as $$
                begin
                    if nextval('public.tries') <= tg_argv[0]::int then
                        raise exception 'not this one' using errcode = 'restrict_violation';
                    end if;
                    return new;
                end $$;
                create trigger refuse before insert on cases.case_report for each row execute function public.refuse(1)""");
        var ann = house.as("Ann");
        var passing = ann.mutate("reportCase", "isNewCase", house.report(house.listing("DE")));
        assertThat(passing.at("/isNewCase").asBoolean()).isTrue();
        assertThat(house.value("select last_value from public.tries")).isEqualTo("2");

        house.run("""
                drop trigger refuse on cases.case_report;
                create trigger refuse before insert on cases.case_report for each row execute function public.refuse(1000)""");
        var input = house.report(house.listing("DE"), "idempotencyKey", "for-ever");
        var lasting = ann.execute(GraphClient.mutation("reportCase", "isNewCase"), Map.of("input", input));
        assertThat(lasting.errorCodes()).containsExactly("INTERNAL");
        assertThat(house.value("select last_value from public.tries"))
                .as("tried twice")
                .isEqualTo("4");
    }
}

package docket.cases;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.AtOnce;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Invariants;
import docket.testing.Workplace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Mutations that are sent three times at once. The size: {@code -Dwork.mutations=10000}. */
@DocketTest(ownDatabase = true)
class RetriesTest {
    private static final int MUTATIONS = Integer.getInteger("work.mutations", 200);
    private static final int AT_ONCE = 10;
    private static final int TIMES = 3;
    private static final String DOCUMENT =
            GraphClient.mutation("reportCase", "case { id number } report { id } isNewCase wasRepeated");

    @Autowired
    Workplace house;

    @Test
    void happenOnceAndAreAnsweredAlike() throws Exception {
        var ann = house.as("Ann");
        var listings = new ArrayList<String>();
        for (var i = 0; i < 20; i++) {
            listings.add(house.listing("DE"));
        }
        var room = new Semaphore(AT_ONCE);
        var work = new ArrayList<Callable<Void>>();
        for (var i = 0; i < MUTATIONS; i++) {
            var input = house.report(
                    listings.get(i % listings.size()),
                    "idempotencyKey",
                    UUID.randomUUID().toString());
            work.add(() -> {
                room.acquire();
                try {
                    sendThrice(ann, input);
                } finally {
                    room.release();
                }
                return null;
            });
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : pool.invokeAll(work)) {
                done.get();
            }
        }
        assertThat(house.value("select count(*) from cases.case_report")).isEqualTo(String.valueOf(MUTATIONS));
        assertThat(house.value("select count(*) from platform.idempotency")).isEqualTo(String.valueOf(MUTATIONS));
        Invariants.hold(house);
    }

    private static void sendThrice(GraphClient ann, Map<String, Object> input) throws Exception {
        var answers = AtOnce.times(TIMES, () -> send(ann, input));
        var distinct = answers.stream()
                .map(answer -> List.of(answer.at("/case/id"), answer.at("/report/id"), answer.at("/isNewCase")))
                .distinct();
        assertThat(distinct).as("%s", answers).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.at("/wasRepeated").asBoolean()))
                .hasSize(TIMES - 1);
    }

    /** As a client does that takes the advice of the errors. */
    private static JsonNode send(GraphClient ann, Map<String, Object> input) throws InterruptedException {
        while (true) {
            var answer = ann.execute(DOCUMENT, Map.of("input", input));
            if (answer.errors().isEmpty()) {
                return answer.data("reportCase");
            }
            assertThat(answer.errorCodes()).containsAnyOf("IDEMPOTENCY_IN_PROGRESS", "CONFLICT", "UNAVAILABLE");
            Thread.sleep(100);
        }
    }
}

package docket.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests get connections in the order in which they came. */
class TurnsTest {
    @Test
    void whoCameFirstIsServedFirst() throws Exception {
        var turns = new Turns(1, Duration.ofSeconds(30));
        var served = Collections.synchronizedList(new ArrayList<Integer>());
        turns.take();
        var waiting = new ArrayList<Thread>();
        for (int number = 0; number < 20; number++) {
            waiting.add(waiting(turns, served, number));
        }
        turns.giveBack();
        for (var thread : waiting) {
            thread.join(Duration.ofSeconds(30));
        }
        assertThat(served).isEqualTo(IntStream.range(0, 20).boxed().toList());
    }

    private static Thread waiting(Turns turns, List<Integer> served, int number) throws InterruptedException {
        var thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                turns.take();
                served.add(number);
                turns.giveBack();
            } catch (SQLException tooLate) {
                served.add(-1);
            }
        });
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        return thread;
    }

    /** Who shares connections leaves one to the others, however much it asks for. */
    @Test
    void oneAloneDoesNotGetAll() throws Exception {
        var all = new Turns(3, Duration.ofMillis(10));
        var greedy = all.ofOne();
        var other = all.ofOne();
        greedy.take();
        greedy.take();
        assertThatThrownBy(greedy::take).isInstanceOf(SQLTransientConnectionException.class);
        other.take();
        assertThatThrownBy(other::take)
                .as("of its own it has one more, of all there is none")
                .isInstanceOf(SQLTransientConnectionException.class);
        greedy.giveBack();
        other.take();
    }

    @Test
    void patienceEnds() throws Exception {
        var turns = new Turns(1, Duration.ofMillis(10));
        turns.take();
        assertThatThrownBy(turns::take).isInstanceOf(SQLTransientConnectionException.class);
        turns.giveBack();
        turns.take();
    }
}

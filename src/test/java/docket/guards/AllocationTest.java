package docket.guards;

import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.graph.GraphEngine;
import docket.platform.graph.GraphRequest;
import docket.platform.request.Caller;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What the engine allocates for each operation of the consoles, against the budget at the head of its file: unlike time, it is the same on every
 * machine, and it grows with whatever makes an answer slow.
 */
@DocketTest(demoCases = 2_000)
class AllocationTest {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int RUNS = 60;

    @Autowired
    GraphEngine engine;

    @Autowired
    GraphClient client;

    static List<Operation> operations() throws IOException {
        return Operation.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void allocatesNoMoreThanItsBudget(Operation operation) throws IOException {
        var variables = new HashMap<String, Object>();
        operation.variables().forEach((name, source) -> {
            var value = Operation.value(source, client);
            if (value != null) {
                variables.put(name, value);
            }
        });
        var least = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            least = Math.min(least, allocated(operation, variables));
        }
        assertThat(least / 1024).as("KB").isBetween(1L, (long) operation.kilobytes());
    }

    private long allocated(Operation operation, Map<String, Object> variables) throws IOException {
        var before = THREADS.getCurrentThreadAllocatedBytes();
        engine.execute(new GraphRequest("test", Caller.DOCKET, operation.document(), null, variables, false))
                .writeTo(OutputStream.nullOutputStream());
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}

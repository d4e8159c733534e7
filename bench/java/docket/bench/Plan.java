package docket.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A workload made ready: its answers checked, its bodies written.
 *
 * @param statements of Docket for one request
 * @param peer null: not asked for, or the workload has no operation for it
 */
record Plan(
        Workload workload, int keys, Path docket, @Nullable Path peer, int statements) {}

package docket.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Calls that run at the same time. */
public final class AtOnce {
    private AtOnce() {}

    /** The results in the order of the calls; fails when one of them fails, or is not there within a minute. */
    public static <T> List<T> all(Collection<? extends Callable<T>> calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(calls, 1, TimeUnit.MINUTES)) {
                results.add(result.get());
            }
            return results;
        }
    }

    public static <T> List<T> times(int times, Callable<T> call) throws Exception {
        return all(Collections.nCopies(times, call));
    }
}

package docket.bench;

/**
 * What a load generator has seen.
 *
 * @param mean milliseconds, like {@code p50} and {@code p99}; NaN: not told
 * @param failed answers that were refused, broken, or carried errors
 */
record Load(long requests, double seconds, double mean, double p50, double p99, long failed) {
    double perSecond() {
        return requests / seconds;
    }

    /** For requests of seconds: what was under way at the end would be missing, so the rate is told by how long one takes. */
    Load steady(int connections) {
        return new Load(requests, requests * mean / 1_000 / connections, mean, p50, p99, failed);
    }
}

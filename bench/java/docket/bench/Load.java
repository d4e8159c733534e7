package docket.bench;

/**
 * What a load generator has seen.
 *
 * @param p50 milliseconds, like {@code p99}; NaN: not told
 * @param failed answers that were refused, broken, or carried errors
 */
record Load(long requests, double seconds, double p50, double p99, long failed) {
    double perSecond() {
        return requests / seconds;
    }
}

package docket.platform.budget;

/** The points of one caller. For several threads. */
public interface Account {
    /** Of a caller whose requests nobody counts. */
    Account UNLIMITED = new Account() {
        @Override
        public void take(long points) {
            // there are always enough
        }

        @Override
        public void owe(long points) {
            // there are always enough
        }

        @Override
        public void giveBack(long points) {
            // there are always enough
        }

        @Override
        public long remaining() {
            return Long.MAX_VALUE;
        }
    };

    /** @throws docket.platform.request.GraphException when there are fewer: {@code RATE_LIMITED} */
    void take(long points);

    /** For work that was done before its cost was known; what is not there is taken from what comes in. */
    void owe(long points);

    /** What was taken for work that was not done after all. */
    void giveBack(long points);

    /** What can be spent at once, as far as this server knows. */
    long remaining();
}

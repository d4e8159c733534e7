package docket.metrics;

/** The 95 % Wilson score interval of a share: sound for few trials and for shares near 0 and 1, where the plain one is not. */
record Wilson(double low, double high) {
    private static final double Z = 1.959963984540054;

    /** @param trials above 0; need not be whole, for weighted shares it is their effective number */
    static Wilson of(double share, double trials) {
        var spread = Z * Z / trials;
        var centre = share + spread / 2;
        var half = Z * Math.sqrt(share * (1 - share) / trials + spread / (4 * trials));
        return new Wilson(Math.max(0, (centre - half) / (1 + spread)), Math.min(1, (centre + half) / (1 + spread)));
    }
}

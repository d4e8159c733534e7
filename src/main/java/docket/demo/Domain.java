package docket.demo;

/** The fields of moderation: how many of a hundred cases, and how their decisions fall. */
enum Domain {
    PRODUCT_LISTING("listing", 48, 0.46, 0.028, 0.33),
    CONTENT_CREATOR("content", 30, 0.72, 0.050, 0.48),
    SELLER("seller", 13, 0.22, 0.070, 0.42),
    IPR("ipr", 9, 0.20, 0.060, 0.36);

    final String key;
    final double weight;

    /** Share of cases that a rule decides without a person. */
    final double automated;

    /** Share of adverse decisions that are appealed, and of those decided on the merits that do not stand. */
    final double appealed;

    final double overturned;

    Domain(String key, double weight, double automated, double appealed, double overturned) {
        this.key = key;
        this.weight = weight;
        this.automated = automated;
        this.appealed = appealed;
        this.overturned = overturned;
    }
}

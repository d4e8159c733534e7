package docket.demo;

/** How much demo data. */
public enum DemoSize {
    NONE(0),
    SMALL(20_000),
    STANDARD(200_000),
    LARGE(2_000_000);

    private final int cases;

    DemoSize(int cases) {
        this.cases = cases;
    }

    public int cases() {
        return cases;
    }
}

package docket.testing;

import docket.platform.request.Limits;
import docket.platform.request.LimitsByClass;
import java.time.Duration;

/** The limits as they are by default, for engines that no application starts. */
public final class TestLimits {
    private TestLimits() {}

    /** @param cost of one operation, for both classes of callers */
    public static LimitsByClass of(long cost) {
        return new LimitsByClass(staff(cost), vendor(cost));
    }

    private static Limits staff(long cost) {
        return new Limits(
                64 * 1024,
                4_000,
                12,
                4_000,
                30,
                15,
                50,
                5,
                cost,
                500,
                cost,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                256 * 1024,
                10,
                32 * 1024 * 1024,
                100_000);
    }

    private static Limits vendor(long cost) {
        return new Limits(
                16 * 1024,
                2_000,
                10,
                2_000,
                10,
                10,
                50,
                5,
                cost,
                50,
                cost,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                256 * 1024,
                10,
                10 * 1024 * 1024,
                20_000);
    }
}

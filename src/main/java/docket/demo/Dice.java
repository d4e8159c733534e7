package docket.demo;

import java.util.List;
import java.util.UUID;

/** Chance that can be repeated: SplitMix64, and nothing that may differ between two machines or Java versions. */
final class Dice {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final long SEED = 20241120;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** Independent chance for each thing of each kind, whatever was drawn for others before. */
    static Dice of(String kind, long index) {
        return new Dice(mix(SEED + mix(kind.hashCode() * GOLDEN_GAMMA + mix(index * GOLDEN_GAMMA))));
    }

    long bits() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    double unit() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    int below(int bound) {
        return (int) (unit() * bound);
    }

    long between(long from, long to) {
        return from + (long) (unit() * (to - from));
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    String pick(String... choices) {
        return choices[below(choices.length)];
    }

    /** Log-normal, cut at about three and a half sigmas. */
    long around(long median, double sigma) {
        var normal = (unit() + unit() + unit() + unit() - 2) * 1.7320508075688772;
        return Math.max(1, (long) (median * StrictMath.exp(sigma * normal)));
    }

    /** UUIDv7 of that millisecond. */
    UUID id(long time) {
        var high = (time << 16) | 0x7000L | (bits() & 0xFFFL);
        var low = (bits() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

package docket.platform.request;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;

/**
 * A set of scopes as one number, so that what is kept for callers who may do the same is found at no cost. Everybody has
 * {@link Scope#VIEWER_READ}.
 */
public record Scopes(int bits) {
    public static final Scopes ALL = of(EnumSet.allOf(Scope.class));

    public Scopes {
        bits |= bit(Scope.VIEWER_READ);
    }

    public static Scopes of(Scope... scopes) {
        return of(Arrays.asList(scopes));
    }

    public static Scopes of(Collection<Scope> scopes) {
        var bits = 0;
        for (var scope : scopes) {
            bits |= bit(scope);
        }
        return new Scopes(bits);
    }

    public boolean has(Scope scope) {
        return (bits & bit(scope)) != 0;
    }

    public Scopes and(Scopes more) {
        return new Scopes(bits | more.bits);
    }

    public Scopes without(Scopes others) {
        return new Scopes(bits & ~others.bits);
    }

    /** Those that the other set has too. */
    public Scopes within(Scopes most) {
        return new Scopes(bits & most.bits);
    }

    /** In the order of their declaration. */
    public List<Scope> all() {
        return Arrays.stream(Scope.values()).filter(this::has).toList();
    }

    /** A scope too many would stand for another one: what is shifted out comes in again. */
    private static int bit(Scope scope) {
        if (scope.ordinal() >= Integer.SIZE) {
            throw new IllegalStateException("%s has no bit of its own".formatted(scope));
        }
        return 1 << scope.ordinal();
    }
}

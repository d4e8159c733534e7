package docket.platform.graph;

import java.util.List;

/**
 * Resolves one field for all parents of a level at once.
 *
 * @param <P> the parents' Java type
 */
@FunctionalInterface
public interface BatchField<P> {
    /** Returns one value per parent, in the order of the parents; a value may be null or a {@link FieldFailure}. */
    List<?> resolve(List<P> parents, FieldCall call);

    /** How many statements it may take at most, as far as that is known. */
    default Statements statements() {
        return Statements.ANY;
    }

    /** A bound on the statements of one call. */
    enum Statements {
        NONE,
        ONE,
        ANY
    }

    /** The same, known to keep to a bound. */
    default BatchField<P> within(Statements bound) {
        var field = this;
        return new BatchField<>() {
            @Override
            public List<?> resolve(List<P> parents, FieldCall call) {
                return field.resolve(parents, call);
            }

            @Override
            public Statements statements() {
                return bound;
            }
        };
    }
}

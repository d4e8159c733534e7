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
}

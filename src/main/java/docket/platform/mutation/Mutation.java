package docket.platform.mutation;

/** What a mutation does, within its transaction. Its only effect is what it writes there. */
@FunctionalInterface
public interface Mutation {
    MutationResult run(MutationCall call);
}

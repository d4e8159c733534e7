package docket.platform.mutation;

/** What a mutation does, within its transaction. Its only effect is what it writes there. */
@FunctionalInterface
public interface Mutation {
    /** @throws Refusal when a person has something to mend; nothing is written then, and the key can be used for another try */
    MutationResult run(MutationCall call);
}

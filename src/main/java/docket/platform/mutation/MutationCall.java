package docket.platform.mutation;

import docket.platform.request.Arguments;
import docket.platform.request.Caller;
import org.jooq.DSLContext;

/**
 * One mutation as it runs.
 *
 * @param input the fields of its one argument
 * @param sql writes in the mutation's transaction, which is signed for the audit and ends by itself
 */
public record MutationCall(Caller caller, String requestId, Arguments input, DSLContext sql) {}

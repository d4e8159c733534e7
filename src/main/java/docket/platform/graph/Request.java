package docket.platform.graph;

import docket.platform.mutation.Mutations;
import docket.platform.request.Caller;
import docket.platform.sql.Db;
import org.jspecify.annotations.Nullable;

/**
 * What all fields of one operation share.
 *
 * @param id names it in errors, logs and the audit
 * @param wired the schema as the caller sees it
 * @param db one connection, one snapshot
 * @param mutations runs those of the operation; null where there are none
 * @param refusals takes down what the caller has no right to, for the audit
 */
public record Request(
        String id,
        Caller caller,
        WiredSchema wired,
        Db db,
        @Nullable Mutations mutations,
        Refusals refusals) {

    /** The same operation, reading another snapshot. */
    Request reading(Db other) {
        return new Request(id, caller, wired, other, mutations, refusals);
    }
}

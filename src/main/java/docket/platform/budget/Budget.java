package docket.platform.budget;

import docket.platform.request.Caller;

/** The accounts of all callers. */
@FunctionalInterface
public interface Budget {
    /** Nobody is counted. */
    Budget UNLIMITED = caller -> Account.UNLIMITED;

    Account of(Caller caller);
}

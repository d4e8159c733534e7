package docket.platform.database;

import org.jspecify.annotations.Nullable;

/**
 * Whom Docket connects as.
 *
 * @param owner migrates: all tables are its own
 * @param app reads for the house, and writes
 * @param scoped reads for callers who are bound to a company, and can do nothing else
 * @param blind reads for those of the house who do not see decisions under a blind audit, and can do nothing else
 */
public record DatabaseAccounts(String url, Account owner, Account app, Account scoped, Account blind) {
    /** The roles that the migrations grant to; who logs in under another name has to be a member. */
    static final String APP = "docket_app";

    static final String SCOPED = "docket_scoped";

    static final String BLIND = "docket_blind";

    /** One login. */
    public record Account(@Nullable String user, @Nullable String password) {}
}

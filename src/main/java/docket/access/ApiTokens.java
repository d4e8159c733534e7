package docket.access;

import docket.platform.sql.Loader;
import java.util.UUID;

/** What other features may ask of tokens. */
public final class ApiTokens {
    public static final Loader<UUID, ApiToken> TOKENS = TokenRepository.TOKENS.entity();

    private ApiTokens() {}
}

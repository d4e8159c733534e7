package docket.platform.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param home the folder of everything that Docket keeps on disk when it runs its own PostgreSQL */
@ConfigurationProperties("docket")
record DatabaseProperties(
        @DefaultValue(".docket") String home,
        @DefaultValue Postgres postgres,
        @DefaultValue ReadPool readPool,
        @DefaultValue ScopedPool scopedPool,
        @DefaultValue BlindPool blindPool) {

    /**
     * The embedded PostgreSQL.
     *
     * @param port 0 for any free one
     */
    record Postgres(
            @DefaultValue("0") int port,
            @DefaultValue("1GB") String sharedBuffers) {}

    /**
     * The pool that answers queries.
     *
     * @param url of a streaming replica, or of a pooler in front of one; null: the database that is written to, with the same user and password
     */
    record ReadPool(
            @Nullable String url,
            @DefaultValue("8") int size,
            @DefaultValue("5s") Duration statementTimeout) {}

    /**
     * The pool that answers queries of callers who are bound to a company, from the same place and for as long.
     *
     * @param username of a role that is {@code docket_scoped} or a member of it; null: there is none, which only the embedded PostgreSQL does without
     */
    record ScopedPool(
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("4") int size) {}

    /**
     * The pool that answers queries of those of the house who do not see decisions under a blind audit, from the database that is written to.
     *
     * @param username of a role that is {@code docket_blind} or a member of it; null: there is none, which only the embedded PostgreSQL does without
     */
    record BlindPool(
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("4") int size) {}
}

package docket.platform.audit;

import docket.platform.request.Caller;
import docket.platform.sql.Write;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Who writes. A transaction that writes to an audited table has to be signed first; the database refuses it otherwise.
 *
 * @param id as logs name it
 * @param tokenId the token that it used; null: none
 * @param requestId the request; null: there is none
 * @param reason in its own words; null: not told
 */
public record Actor(
        Kind kind,
        String id,
        @Nullable UUID tokenId,
        @Nullable String requestId,
        @Nullable String reason) {

    /** Docket itself, behind the requests and at its start. */
    public static final Actor DOCKET = new Actor(Kind.SERVER, Caller.DOCKET.id(), null, null, null);

    private static final String SIGN = """
            select set_config('docket.actor_kind', ?, true), set_config('docket.actor', ?, true),
                set_config('docket.actor_token', ?, true), set_config('docket.request', ?, true),
                set_config('docket.reason', ?, true)""";

    private static final int LONGEST_ID = 300;

    public Actor {
        id = shortened(id, LONGEST_ID);
    }

    /** What sort of actor; the words of the audit. */
    public enum Kind {
        PERSON,
        MACHINE,
        SERVER,
        COMMAND,
        UNKNOWN
    }

    public static Actor of(Caller caller, String requestId) {
        return new Actor(kind(caller), caller.id(), caller.tokenId(), requestId, null);
    }

    /** Whoever has the command line. */
    public static Actor command(String name) {
        return new Actor(Kind.COMMAND, "command " + name, null, null, null);
    }

    private static Kind kind(Caller caller) {
        return switch (caller.kind()) {
            case PERSON -> Kind.PERSON;
            case MACHINE -> Kind.MACHINE;
            case SERVER -> Kind.SERVER;
        };
    }

    public Actor because(@Nullable String why) {
        return new Actor(kind, id, tokenId, requestId, why);
    }

    /** @param transaction that is open; the signature ends with it */
    public void sign(DSLContext transaction) {
        Write.run(transaction, SIGN, settings());
    }

    /** @param connection whose transaction is open; the signature ends with it */
    public void sign(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(SIGN)) {
            var settings = settings();
            for (int index = 0; index < settings.length; index++) {
                statement.setObject(index + 1, settings[index]);
            }
            statement.execute();
        }
    }

    private Object[] settings() {
        return new Object[] {kind.name(), id, text(tokenId), text(requestId), text(reason)};
    }

    /** As much of a text as a column takes. */
    public static String shortened(String text, int longest) {
        var storable = text.replace('\0', ' ');
        return storable.codePointCount(0, storable.length()) <= longest
                ? storable
                : storable.substring(0, storable.offsetByCodePoints(0, longest));
    }

    /** A setting is a text, and an empty one is none. */
    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }
}

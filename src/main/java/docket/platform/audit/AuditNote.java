package docket.platform.audit;

import docket.platform.request.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that no write tells of.
 *
 * @param actor who; its id is at most 300 characters long
 * @param address from where; null: not known
 * @param entityType what was touched, as the graph names its type; null: no one thing
 * @param detail at most 1,000 characters, of which no more are written
 * @param document that the detail names by its hash, to be kept; null: none
 */
public record AuditNote(
        Action action,
        Actor actor,
        @Nullable String address,
        @Nullable String entityType,
        @Nullable UUID entityId,
        String detail,
        @Nullable Document document) {
    /** Behind a proxy it is what that one forwards, which need be no address. */
    private static final int LONGEST_ADDRESS = 100;

    public AuditNote {
        address = address == null ? null : shortened(address);
    }

    public AuditNote(
            Action action,
            Actor actor,
            @Nullable String address,
            @Nullable String entityType,
            @Nullable UUID entityId,
            String detail) {
        this(action, actor, address, entityType, entityId, detail, null);
    }

    /** @param hash the begin of its SHA-256 in hexadecimal */
    public record Document(String hash, String text) {}

    /** What can be noted. */
    public enum Action {
        READ,
        REFUSED,
        /** Notes that there was no room for; written by the audit itself. */
        MISSED
    }

    /**
     * Personal data went to a caller.
     *
     * @param entityId null: of more than one
     * @param detail which fields, of how many rows
     */
    public static AuditNote read(
            Caller caller,
            String requestId,
            @Nullable String entityType,
            @Nullable UUID entityId,
            String detail,
            @Nullable Document document) {
        return new AuditNote(Action.READ, Actor.of(caller, requestId), null, entityType, entityId, detail, document);
    }

    /** A caller asked for what it may not have. */
    public static AuditNote refused(Caller caller, String requestId, @Nullable String address, String detail) {
        return new AuditNote(Action.REFUSED, Actor.of(caller, requestId), address, null, null, detail);
    }

    /**
     * A caller named rows that it may not have, or that are not there.
     *
     * @param entityId null: of more than one, or of none that it named
     */
    public static AuditNote refused(
            Caller caller, String requestId, @Nullable String entityType, @Nullable UUID entityId, String detail) {
        return new AuditNote(Action.REFUSED, Actor.of(caller, requestId), null, entityType, entityId, detail);
    }

    /** Somebody whom we do not know asked for something. */
    public static AuditNote refused(String address, String requestId, String detail) {
        var actor = new Actor(Actor.Kind.UNKNOWN, "address " + shortened(address), null, requestId, null);
        return new AuditNote(Action.REFUSED, actor, address, null, null, detail);
    }

    private static String shortened(String address) {
        return address.length() <= LONGEST_ADDRESS ? address : address.substring(0, LONGEST_ADDRESS);
    }
}

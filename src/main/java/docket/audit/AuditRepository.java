package docket.audit;

import static docketdb.audit.Tables.AUDIT_EVENT;
import static docketdb.audit.Tables.DOCUMENT;

import docket.platform.audit.AuditNote;
import docket.platform.listing.Listing;
import docket.platform.sql.Entity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** All SQL about events, but for their verification. */
final class AuditRepository {
    static final Listing<AuditEvent> EVENTS = Listing.of(Entity.of(
                    AuditEvent.class,
                    AUDIT_EVENT,
                    Map.of(
                            "hash",
                            DSL.field("encode({0}, 'hex')", String.class, AUDIT_EVENT.HASH),
                            "document",
                            DSL.field("""
                                    (select d.text from audit.document d where {1} = 'READ' and d.hash = substring({0} from ', document ([0-9a-f]+)'))""", String.class, AUDIT_EVENT.DETAIL, AUDIT_EVENT.ACTION))))
            .anchor("occurredAt", AUDIT_EVENT.OCCURRED_AT)
            .anchor("actor", AUDIT_EVENT.ACTOR)
            .filter("actorKind", AUDIT_EVENT.ACTOR_KIND)
            .filterId("token", AUDIT_EVENT.TOKEN_ID, "ApiToken")
            .filter("action", AUDIT_EVENT.ACTION)
            .filter("entityType", AUDIT_EVENT.ENTITY_TYPE)
            .anchorAnyId("entity", AUDIT_EVENT.ENTITY_ID)
            .anchor("requestId", AUDIT_EVENT.REQUEST_ID)
            .descending("OCCURRED_AT", AUDIT_EVENT.OCCURRED_AT, "occurredAt");

    private AuditRepository() {}

    /** An event that no trigger writes. */
    record Written(AuditNote note, Instant occurredAt, int occurrences) {}

    static void insert(DSLContext sql, List<Written> events) {
        insertDocuments(sql, events);
        var insert = sql.insertInto(
                AUDIT_EVENT,
                AUDIT_EVENT.OCCURRED_AT,
                AUDIT_EVENT.ACTION,
                AUDIT_EVENT.ACTOR_KIND,
                AUDIT_EVENT.ACTOR,
                AUDIT_EVENT.TOKEN_ID,
                AUDIT_EVENT.REQUEST_ID,
                AUDIT_EVENT.ADDRESS,
                AUDIT_EVENT.ENTITY_TYPE,
                AUDIT_EVENT.ENTITY_ID,
                AUDIT_EVENT.DETAIL,
                AUDIT_EVENT.OCCURRENCES);
        for (var event : events) {
            var note = event.note();
            insert = insert.values(
                    event.occurredAt(),
                    note.action().name(),
                    note.actor().kind().name(),
                    note.actor().id(),
                    note.actor().tokenId(),
                    note.actor().requestId(),
                    note.address(),
                    note.entityType(),
                    note.entityId(),
                    note.detail(),
                    event.occurrences());
        }
        insert.execute();
    }

    private static void insertDocuments(DSLContext sql, List<Written> events) {
        var texts = new TreeMap<String, String>();
        for (var event : events) {
            var document = event.note().document();
            if (document != null) {
                texts.put(document.hash(), document.text());
            }
        }
        if (!texts.isEmpty()) {
            var insert = sql.insertInto(DOCUMENT, DOCUMENT.HASH, DOCUMENT.TEXT);
            for (var text : texts.entrySet()) {
                insert = insert.values(text.getKey(), text.getValue());
            }
            insert.onConflictDoNothing().execute();
        }
    }

    /** An anchor as the log tells it. */
    record Anchor(long number, String hash, long events) {}

    /** Null: nothing has happened since the last one, or another server is at it. */
    static @Nullable Anchor dropAnchor(DSLContext sql) {
        var anchor = sql.fetchOne(
                "select number, encode(hash, 'hex'), (select sum(c)::bigint from unnest(counts) c) from audit.drop_anchor() where number is not null");
        return anchor == null
                ? null
                : new Anchor(anchor.get(0, Long.class), anchor.get(1, String.class), anchor.get(2, Long.class));
    }
}

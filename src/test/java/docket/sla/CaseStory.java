package docket.sla;

import docket.cases.CaseClocks;
import docket.platform.audit.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** A case of which events are told one after the other, its clocks following in the same transaction. */
final class CaseStory {
    private static final String DOMAIN = "SELLER";

    final UUID id;
    private final DSLContext sql;
    private final CaseClocks clocks;
    final String market;
    final String severity;
    private String state = "";
    private int seq;
    private @Nullable UUID vendorId;

    private CaseStory(DSLContext sql, CaseClocks clocks, String market, String severity) {
        this.sql = sql;
        this.clocks = clocks;
        this.market = market;
        this.severity = severity;
        this.id = sql.fetchSingle("select uuidv7()").get(0, UUID.class);
    }

    static CaseStory received(DSLContext sql, CaseClocks clocks, String market, String severity, String at) {
        var story = new CaseStory(sql, clocks, market, severity);
        sql.transaction(transaction -> {
            Actor.DOCKET.sign(transaction.dsl());
            transaction.dsl().execute("""
                    insert into subjects.seller (id, external_ref, name, kind, market, registered_at)
                    select ?, ?, 'A shop', 'BUSINESS', ?, now()""", story.id, "story-" + story.id, market);
            transaction.dsl().execute("""
                    insert into cases.moderation_case
                        (id, domain, subject_kind, seller_id, title, summary, severity, state, market, source_type, source_detail, received_at)
                    values (?, ?, 'SELLER', ?, 'A story', 'Told by a test', ?, 'RECEIVED', ?, 'VOLUNTARY', 'MODEL', cast(? as timestamptz))""", story.id, DOMAIN, story.id, severity, market, at);
            story.tell(transaction.dsl(), "RECEIVED", "RECEIVED", at, null);
        });
        return story;
    }

    /** @return when the decision is due */
    @Nullable
    Instant then(String kind, String to, String at) {
        return then(kind, to, at, null);
    }

    @Nullable
    Instant then(String kind, String to, String at, @Nullable String detail) {
        return sql.transactionResult(transaction -> {
            Actor.DOCKET.sign(transaction.dsl());
            return tell(transaction.dsl(), kind, to, at, detail);
        });
    }

    CaseStory workedBy(@Nullable UUID vendor) {
        vendorId = vendor;
        return this;
    }

    private @Nullable Instant tell(DSLContext transaction, String kind, String to, String at, @Nullable String detail) {
        transaction.execute("""
                insert into cases.case_event (case_id, seq, kind, from_state, to_state, occurred_at, actor_kind, detail)
                values (?, ?, ?, nullif(?, ''), ?, cast(? as timestamptz), 'SYSTEM', cast(? as jsonb))""", id, ++seq, kind, state, to, at, detail);
        state = to;
        return follow(transaction).get(id);
    }

    Map<UUID, Instant> follow(DSLContext transaction) {
        var history = clocks.history(transaction, new UUID[] {id});
        return clocks.follow(
                transaction,
                List.of(new CaseClocks.Followed(id, DOMAIN, market, severity, vendorId, history, List.of())));
    }
}

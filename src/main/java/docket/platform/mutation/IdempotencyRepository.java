package docket.platform.mutation;

import static docketdb.platform.Tables.IDEMPOTENCY;

import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import docket.platform.sql.Write;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** All SQL about mutations that were done. */
final class IdempotencyRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String CLAIM = """
            insert into platform.idempotency (caller, key, mutation, payload_hash)
            values (?, ?, ?, ?)
            on conflict (caller, key) do update
            set mutation = excluded.mutation, payload_hash = excluded.payload_hash, answer = null, created_at = now()
            where idempotency.created_at < now() - interval '48 hours'
            returning true
            """;

    private static final String FORGET = """
            delete from platform.idempotency
            where ctid = any (array(
                select i.ctid from platform.idempotency i where i.created_at < now() - interval '48 hours'
                order by i.created_at limit ? for update skip locked))
            """;

    private static final String KEEP = "update platform.idempotency set answer = ?::jsonb where caller = ? and key = ?";

    private IdempotencyRepository() {}

    /** A mutation as its caller names it. */
    record Claim(String caller, String key, String mutation, byte[] payloadHash) {}

    /**
     * What is kept of an answer.
     *
     * @param facts beside the ids, as texts
     */
    record Answer(Map<String, UUID> ids, Map<String, String> facts) {}

    /**
     * Makes the key this transaction's. Whoever else has it at this moment is waited for.
     *
     * @return what was answered when it was done; null: it has not been done yet
     */
    static @Nullable Answer claim(DSLContext sql, Claim claim) {
        var isNew = !Write.rows(
                        sql,
                        CLAIM,
                        row -> row.getBoolean(1),
                        claim.caller(),
                        claim.key(),
                        claim.mutation(),
                        claim.payloadHash())
                .isEmpty();
        return isNew ? null : answered(sql, claim);
    }

    private static Answer answered(DSLContext sql, Claim claim) {
        var row = sql.select(IDEMPOTENCY.MUTATION, IDEMPOTENCY.PAYLOAD_HASH, IDEMPOTENCY.ANSWER)
                .from(IDEMPOTENCY)
                .where(IDEMPOTENCY.CALLER.eq(claim.caller()), IDEMPOTENCY.KEY.eq(claim.key()))
                .fetchSingle();
        if (!row.value1().equals(claim.mutation()) || !Arrays.equals(row.value2(), claim.payloadHash())) {
            throw new GraphException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "The key has been used within 48 hours for something else: give each mutation a key of its own, and send it again unchanged with the same one",
                    Map.of("argument", "input." + Mutations.KEY));
        }
        return JSON.readValue(Objects.requireNonNull(row.value3()).data(), Answer.class);
    }

    static void keep(DSLContext sql, Claim claim, Answer answer) {
        Write.run(sql, KEEP, JSON.writeValueAsString(answer), claim.caller(), claim.key());
    }

    /** @return how many were forgotten; as many as it may be: there may be more */
    static int forget(DSLContext sql, int most) {
        return Write.count(sql, FORGET, most);
    }
}

package docket.access;

import static docketdb.access.Tables.API_TOKEN;

import docket.platform.audit.Actor;
import docket.platform.listing.Listing;
import docket.platform.sql.Db;
import docket.platform.sql.Entity;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectWhereStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Repository;

/** All SQL about tokens. Callers are looked up in the database that is written to: a replica may not know yet that a token was revoked. */
@Repository
class TokenRepository {
    /** Neither jOOQ nor the driver knows addresses. */
    private static final Field<String[]> RANGES =
            DSL.field("{0}::text[]", SQLDataType.CLOB.array(), API_TOKEN.ADDRESS_RANGES);

    static final Listing<ApiToken> TOKENS = Listing.of(
                    Entity.of(ApiToken.class, API_TOKEN, Map.of("addressRanges", RANGES)))
            .small()
            .filter("owner", API_TOKEN.OWNER)
            .filter("publicId", API_TOKEN.PUBLIC_ID)
            .filter("kind", API_TOKEN.KIND)
            .filterId("vendor", API_TOKEN.VENDOR_ID, "Vendor")
            .filter("createdBy", API_TOKEN.CREATED_BY)
            .filter("createdAt", API_TOKEN.CREATED_AT)
            .filter("expiresAt", API_TOKEN.EXPIRES_AT)
            .filter("revokedAt", API_TOKEN.REVOKED_AT)
            .filter("lastUsedAt", API_TOKEN.LAST_USED_AT)
            .filterId("rotatedFrom", API_TOKEN.ROTATED_FROM, "ApiToken")
            .descending("CREATED_AT", API_TOKEN.CREATED_AT, "createdAt")
            .ascending("EXPIRES_AT", API_TOKEN.EXPIRES_AT, "expiresAt");

    private static final Condition TAKES_OVER = API_TOKEN.REVOKED_AT.isNull();

    private final DSLContext sql;

    TokenRepository(@Qualifier("signIn") DSLContext sql) {
        this.sql = sql;
    }

    /** As it stands now, as it was last written down. */
    @Nullable
    StoredToken find(String publicId) {
        return columns(sql).where(API_TOKEN.PUBLIC_ID.eq(publicId)).fetchOne(TokenRepository::token);
    }

    /** The token of whoever acts: it cannot be revoked before the transaction has ended. */
    static @Nullable StoredToken findToAct(DSLContext sql, UUID id) {
        return columns(sql).where(API_TOKEN.ID.eq(id)).forShare().fetchOne(TokenRepository::token);
    }

    /** A token that is going to be changed. */
    static @Nullable StoredToken findToChange(DSLContext sql, UUID id) {
        return columns(sql).where(API_TOKEN.ID.eq(id)).forNoKeyUpdate().fetchOne(TokenRepository::token);
    }

    private static SelectWhereStep<?> columns(DSLContext sql) {
        return sql.select(
                        API_TOKEN.ID,
                        API_TOKEN.KIND,
                        API_TOKEN.PUBLIC_ID,
                        API_TOKEN.SECRET_HASH,
                        API_TOKEN.OWNER,
                        API_TOKEN.ROLES,
                        API_TOKEN.SCOPES,
                        API_TOKEN.VENDOR_ID,
                        API_TOKEN.SITE_IDS,
                        API_TOKEN.MARKETS,
                        API_TOKEN.REVIEWER_ID,
                        RANGES,
                        API_TOKEN.CREATED_AT,
                        API_TOKEN.EXPIRES_AT,
                        API_TOKEN.REVOKED_AT,
                        API_TOKEN.COST_PER_SECOND)
                .from(API_TOKEN);
    }

    private static StoredToken token(Record row) {
        return new StoredToken(
                row.get(API_TOKEN.ID),
                TokenText.Kind.valueOf(row.get(API_TOKEN.KIND)),
                row.get(API_TOKEN.PUBLIC_ID),
                row.get(API_TOKEN.SECRET_HASH),
                row.get(API_TOKEN.OWNER),
                new Held(
                        Grant.of(
                                List.of(row.get(API_TOKEN.ROLES)),
                                List.of(row.get(API_TOKEN.SCOPES)),
                                row.get(API_TOKEN.VENDOR_ID),
                                List.of(row.get(API_TOKEN.SITE_IDS)),
                                List.of(row.get(API_TOKEN.MARKETS)),
                                row.get(API_TOKEN.REVIEWER_ID)),
                        Arrays.stream(row.get(RANGES)).map(AddressRange::parse).toList(),
                        row.get(API_TOKEN.COST_PER_SECOND),
                        row.get(API_TOKEN.EXPIRES_AT),
                        row.get(API_TOKEN.REVOKED_AT)),
                row.get(API_TOKEN.CREATED_AT));
    }

    /** @param rotatedFrom the token that it takes over from; null: a first one */
    static UUID insert(DSLContext sql, TokenText text, NewToken token, Actor maker, @Nullable UUID rotatedFrom) {
        var grant = token.grant();
        return sql.insertInto(API_TOKEN)
                .set(API_TOKEN.PUBLIC_ID, text.publicId())
                .set(API_TOKEN.SECRET_HASH, text.hash())
                .set(API_TOKEN.KIND, text.kind().name())
                .set(API_TOKEN.OWNER, token.owner())
                .set(API_TOKEN.ROLES, names(grant.roles()))
                .set(API_TOKEN.SCOPES, names(grant.moreScopes()))
                .set(API_TOKEN.VENDOR_ID, grant.vendorId())
                .set(API_TOKEN.SITE_IDS, grant.siteIds().toArray(UUID[]::new))
                .set(API_TOKEN.MARKETS, grant.markets().toArray(String[]::new))
                .set(API_TOKEN.REVIEWER_ID, grant.reviewerId())
                .set(ranges(), cidr(token.ranges()))
                .set(API_TOKEN.COST_CLASS, grant.costClass().name())
                .set(API_TOKEN.COST_PER_SECOND, token.costPerSecond())
                .set(API_TOKEN.CREATED_AT, token.createdAt())
                .set(API_TOKEN.CREATED_BY, maker.id())
                .set(API_TOKEN.EXPIRES_AT, token.expiresAt())
                .set(API_TOKEN.ROTATED_FROM, rotatedFrom)
                .returningResult(API_TOKEN.ID)
                .fetchSingle()
                .value1();
    }

    /** Whether a token that is not revoked has taken over from this one. */
    static boolean hasSuccessor(DSLContext sql, UUID token) {
        return sql.fetchExists(API_TOKEN, API_TOKEN.ROTATED_FROM.eq(token), TAKES_OVER);
    }

    /** Those of which that is so. */
    static Set<UUID> rotated(Db db, Set<UUID> tokens) {
        return Set.copyOf(db.list(
                DSL.selectDistinct(API_TOKEN.ROTATED_FROM)
                        .from(API_TOKEN)
                        .where(API_TOKEN.ROTATED_FROM.eq(DSL.any(tokens.toArray(UUID[]::new))), TAKES_OVER),
                row -> row.getObject(1, UUID.class)));
    }

    /** The token from which this one took over, as long as that is good; null: there is none, or it has ended. */
    static @Nullable UUID stillGoodBefore(DSLContext sql, UUID token) {
        var before = API_TOKEN.as("before");
        return sql.select(before.ID)
                .from(API_TOKEN)
                .join(before)
                .on(before.ID.eq(API_TOKEN.ROTATED_FROM))
                .where(
                        API_TOKEN.ID.eq(token),
                        before.REVOKED_AT.isNull(),
                        before.EXPIRES_AT.gt(DSL.field("now()", Instant.class)))
                .fetchOne(before.ID);
    }

    /** Has it end then, unless it ends before. */
    static void shorten(DSLContext sql, UUID token, Instant end) {
        sql.update(API_TOKEN)
                .set(API_TOKEN.EXPIRES_AT, DSL.least(API_TOKEN.EXPIRES_AT, DSL.val(end)))
                .where(API_TOKEN.ID.eq(token))
                .execute();
    }

    /** @return how many; none were revoked before */
    static int revoke(DSLContext sql, Condition which) {
        return sql.update(API_TOKEN)
                .set(API_TOKEN.REVOKED_AT, DSL.field("now()", Instant.class))
                .where(which, TAKES_OVER)
                .execute();
    }

    static Condition called(String publicId) {
        return API_TOKEN.PUBLIC_ID.eq(publicId);
    }

    static Condition of(String owner) {
        return API_TOKEN.OWNER.eq(owner);
    }

    static Condition is(UUID token) {
        return API_TOKEN.ID.eq(token);
    }

    /** As we read them, and were allowed: PostgreSQL reads parts of addresses in ways of its own. */
    private static Field<String[]> cidr(Collection<String> ranges) {
        var texts = ranges.stream().map(AddressRange::parse).map(AddressRange::toString);
        return DSL.field("{0}::cidr[]", String[].class, DSL.val(texts.toArray(String[]::new)));
    }

    /** The column without the type that the generator did not find. */
    private static Field<String[]> ranges() {
        return DSL.field(API_TOKEN.ADDRESS_RANGES.getUnqualifiedName(), String[].class);
    }

    private static String[] names(Collection<? extends Enum<?>> words) {
        return words.stream().map(Enum::name).toArray(String[]::new);
    }

    void addUses(UUID token, long uses, Instant last) {
        sql.update(API_TOKEN)
                .set(API_TOKEN.USES, API_TOKEN.USES.plus(uses))
                .set(API_TOKEN.LAST_USED_AT, DSL.greatest(DSL.coalesce(API_TOKEN.LAST_USED_AT, last), DSL.val(last)))
                .where(API_TOKEN.ID.eq(token))
                .execute();
    }

    /** The token, if it will still be good after a while; null: it will not. */
    @Nullable
    StoredToken goodFor(TokenText text, Duration wanted) {
        var token = find(text.publicId());
        return token != null
                        && token.held().isValid(Instant.now().plus(wanted))
                        && MessageDigest.isEqual(token.secretHash(), text.hash())
                ? token
                : null;
    }
}

package docket.access;

import static docketdb.access.Tables.API_TOKEN;

import docket.platform.request.Scope;
import docket.platform.request.Scopes;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** All SQL about tokens. It asks the database that is written to: a replica may not know yet that a token was revoked. */
@Repository
class TokenRepository {
    /** Neither jOOQ nor the driver knows addresses. */
    private static final Field<String[]> RANGES =
            DSL.field("{0}::text[]", SQLDataType.CLOB.array(), API_TOKEN.ADDRESS_RANGES);

    private final DSLContext sql;

    TokenRepository(DSLContext sql) {
        this.sql = sql;
    }

    @Nullable
    ApiToken find(String publicId) {
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
                        RANGES,
                        API_TOKEN.EXPIRES_AT,
                        API_TOKEN.REVOKED_AT,
                        API_TOKEN.COST_PER_SECOND)
                .from(API_TOKEN)
                .where(API_TOKEN.PUBLIC_ID.eq(publicId))
                .fetchOne(TokenRepository::token);
    }

    private static ApiToken token(Record row) {
        return new ApiToken(
                row.get(API_TOKEN.ID),
                TokenText.Kind.valueOf(row.get(API_TOKEN.KIND)),
                row.get(API_TOKEN.PUBLIC_ID),
                row.get(API_TOKEN.SECRET_HASH),
                row.get(API_TOKEN.OWNER),
                new Grant(
                        words(Role.class, row.get(API_TOKEN.ROLES)),
                        Scopes.of(words(Scope.class, row.get(API_TOKEN.SCOPES))),
                        row.get(API_TOKEN.VENDOR_ID),
                        Set.of(row.get(API_TOKEN.SITE_IDS)),
                        Set.of(row.get(API_TOKEN.MARKETS))),
                Arrays.stream(row.get(RANGES)).map(AddressRange::parse).toList(),
                row.get(API_TOKEN.EXPIRES_AT),
                row.get(API_TOKEN.REVOKED_AT),
                row.get(API_TOKEN.COST_PER_SECOND));
    }

    /** A word that a later version has written grants nothing here. */
    private static <E extends Enum<E>> Set<E> words(Class<E> type, String[] names) {
        var all = List.of(names);
        var known = EnumSet.allOf(type);
        known.removeIf(word -> !all.contains(word.name()));
        return known;
    }

    void insert(TokenText text, NewToken token) {
        var grant = token.grant();
        var now = Instant.now();
        sql.insertInto(API_TOKEN)
                .set(API_TOKEN.PUBLIC_ID, text.publicId())
                .set(API_TOKEN.SECRET_HASH, text.hash())
                .set(API_TOKEN.KIND, text.kind().name())
                .set(API_TOKEN.OWNER, token.owner())
                .set(API_TOKEN.ROLES, names(grant.roles()))
                .set(API_TOKEN.SCOPES, names(grant.more().all()))
                .set(API_TOKEN.VENDOR_ID, grant.vendorId())
                .set(API_TOKEN.SITE_IDS, grant.siteIds().toArray(UUID[]::new))
                .set(API_TOKEN.MARKETS, grant.markets().toArray(String[]::new))
                .set(ranges(), cidr(token.ranges()))
                .set(API_TOKEN.COST_CLASS, grant.costClass().name())
                .set(API_TOKEN.COST_PER_SECOND, token.costPerSecond())
                .set(API_TOKEN.CREATED_AT, now)
                .set(API_TOKEN.EXPIRES_AT, now.plus(token.life()))
                .execute();
    }

    private static Field<String[]> cidr(Collection<String> ranges) {
        return DSL.field("{0}::cidr[]", String[].class, DSL.val(ranges.toArray(String[]::new)));
    }

    /** The column without the type that the generator did not find. */
    private static Field<String[]> ranges() {
        return DSL.field(API_TOKEN.ADDRESS_RANGES.getUnqualifiedName(), String[].class);
    }

    private static String[] names(Collection<? extends Enum<?>> words) {
        return words.stream().map(Enum::name).toArray(String[]::new);
    }

    int revoke(String publicId) {
        return sql.update(API_TOKEN)
                .set(API_TOKEN.REVOKED_AT, DSL.field("now()", Instant.class))
                .where(API_TOKEN.PUBLIC_ID.eq(publicId), API_TOKEN.REVOKED_AT.isNull())
                .execute();
    }

    /** Whatever somebody still holds of an owner. */
    int revokeAllOf(String owner) {
        return sql.update(API_TOKEN)
                .set(API_TOKEN.REVOKED_AT, DSL.field("now()", Instant.class))
                .where(API_TOKEN.OWNER.eq(owner), API_TOKEN.REVOKED_AT.isNull())
                .execute();
    }

    void addUses(UUID token, long uses, Instant last) {
        sql.update(API_TOKEN)
                .set(API_TOKEN.USES, API_TOKEN.USES.plus(uses))
                .set(API_TOKEN.LAST_USED_AT, DSL.greatest(DSL.coalesce(API_TOKEN.LAST_USED_AT, last), DSL.val(last)))
                .where(API_TOKEN.ID.eq(token))
                .execute();
    }

    /** Whether it will still be good after a while. */
    boolean isGoodFor(TokenText text, Duration wanted) {
        var token = find(text.publicId());
        return token != null
                && token.isValid(Instant.now().plus(wanted))
                && MessageDigest.isEqual(token.secretHash(), text.hash());
    }
}

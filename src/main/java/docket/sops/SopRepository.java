package docket.sops;

import static docketdb.sops.Tables.SOP;
import static docketdb.sops.Tables.SOP_CLAUSE;
import static docketdb.sops.Tables.SOP_STEP;
import static docketdb.sops.Tables.SOP_VERSION;
import static docketdb.sops.Tables.TOPIC;

import docket.platform.listing.Listing;
import docket.platform.listing.Relation;
import docket.platform.search.TextSearch;
import docket.platform.sql.Db;
import docket.platform.sql.Entity;
import docket.policies.Policies;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** All SQL about topics, procedures, their versions and steps. */
final class SopRepository {
    static final Entity<SopStep> STEPS = Entity.of(SopStep.class, SOP_STEP);

    static final Listing<Topic> TOPICS = Listing.of(Entity.of(Topic.class, TOPIC))
            .small()
            .anchor("key", TOPIC.KEY)
            .filter("name", TOPIC.NAME)
            .anchorId("parent", TOPIC.PARENT_ID, "Topic")
            .ascending("NAME", TOPIC.NAME, "name")
            .descending("ID", TOPIC.ID, "id");

    static final Listing<Sop> SOPS = Listing.of(Entity.of(Sop.class, SOP))
            .small()
            .anchor("key", SOP.KEY)
            .filter("title", SOP.TITLE)
            .anchorId("topic", SOP.TOPIC_ID, "Topic")
            .filter("domain", SOP.DOMAIN)
            .anchorId("owner", SOP.OWNER_ID, "Reviewer")
            .anchorId("steward", SOP.STEWARD_ID, "Reviewer")
            .anchorVia("clause", "PolicyClause", clauses -> linked(SOP_CLAUSE.POLICY_CLAUSE_ID.eq(DSL.any(clauses))))
            .filter("reviewedOn", SOP.REVIEWED_ON)
            .descending("ID", SOP.ID, "id")
            .ascending("TITLE", SOP.TITLE, "title");

    static final Listing<SopVersion> VERSIONS = Listing.of(
                    Entity.of(SopVersion.class, SOP_VERSION, Map.of("isMaterialChange", SOP_VERSION.MATERIAL_CHANGE)))
            .small()
            .anchorId("sop", SOP_VERSION.SOP_ID, "Sop")
            .filter("locale", SOP_VERSION.LOCALE)
            .filter("market", SOP_VERSION.MARKET)
            .filter("status", SOP_VERSION.STATUS)
            .filter("semver", SOP_VERSION.SEMVER)
            .filter("title", SOP_VERSION.TITLE)
            .filter("isMaterialChange", SOP_VERSION.MATERIAL_CHANGE)
            .anchorId("sourceVersion", SOP_VERSION.SOURCE_VERSION_ID, "SopVersion")
            .anchorId("author", SOP_VERSION.AUTHOR_ID, "Reviewer")
            .filter("effectiveAt", SOP_VERSION.EFFECTIVE_AT)
            .filter("endsAt", SOP_VERSION.ENDS_AT)
            .descending("ID", SOP_VERSION.ID, "id")
            .ascending("TITLE", SOP_VERSION.TITLE, "title");

    static final TextSearch SEARCH =
            TextSearch.stored(SOP_VERSION, SOP_VERSION.ID, SOP_VERSION.SEARCH, SOP_VERSION.TITLE, SOP_VERSION.BODY);

    static final Relation BELOW_CLAUSE = Relation.via(clause -> linked(SOP_CLAUSE.POLICY_CLAUSE_ID.eq(clause)));
    static final Relation BELOW_POLICY =
            Relation.via(policy -> linked(SOP_CLAUSE.POLICY_CLAUSE_ID.in(Policies.clauseIds(policy))));
    static final Relation CLAUSES_BELOW_SOP = Relation.via(sop -> Policies.clausesIn(
            DSL.select(SOP_CLAUSE.POLICY_CLAUSE_ID).from(SOP_CLAUSE).where(SOP_CLAUSE.SOP_ID.eq(sop))));

    private SopRepository() {}

    private static Condition linked(Condition link) {
        return SOP.ID.in(DSL.select(SOP_CLAUSE.SOP_ID).from(SOP_CLAUSE).where(link));
    }

    /** Whether a version is in force; {@code at} null means now. */
    private static Condition inForce(docketdb.sops.tables.SopVersion version, @Nullable Instant at) {
        var instant = DSL.coalesce(DSL.val(at, SQLDataType.INSTANT), DSL.field("now()", SQLDataType.INSTANT));
        return DSL.condition(
                "{0} <= {2} and coalesce({1}, 'infinity') > {2}",
                SOP_VERSION.EFFECTIVE_AT, SOP_VERSION.ENDS_AT, instant);
    }

    /** Which versions a search looks at; those for every market give way to the market's own. */
    static Condition searched(@Nullable String locale, @Nullable String market, boolean everyVersion) {
        var isLocale = locale == null ? DSL.noCondition() : SOP_VERSION.LOCALE.eq(locale);
        var isInForce = everyVersion ? DSL.noCondition() : inForce(SOP_VERSION, null);
        return isLocale.and(isInForce).and(market == null ? DSL.noCondition() : serves(market, everyVersion));
    }

    private static Condition serves(String market, boolean everyVersion) {
        var own = SOP_VERSION.as("own");
        var hasOwn = DSL.exists(DSL.selectOne()
                .from(own)
                .where(own.SOP_ID.eq(SOP_VERSION.SOP_ID))
                .and(own.LOCALE.eq(SOP_VERSION.LOCALE))
                .and(own.MARKET.eq(market))
                .and(inForce(own, null)));
        var isGeneral = SOP_VERSION.MARKET.isNull();
        return SOP_VERSION.MARKET.eq(market).or(everyVersion ? isGeneral : isGeneral.andNot(hasOwn));
    }

    /** By procedure, the version in force: the market's own before the one for every market. */
    static Map<UUID, SopVersion> effectiveVersions(
            Db db, Collection<UUID> sops, String locale, @Nullable String market, @Nullable Instant at) {
        Field<String> wanted = DSL.val(market, SQLDataType.CLOB);
        var query = DSL.select(SOP_VERSION.SOP_ID)
                .select(VERSIONS.entity().columns())
                .distinctOn(SOP_VERSION.SOP_ID)
                .from(SOP_VERSION)
                .where(SOP_VERSION.SOP_ID.eq(DSL.any(sops.toArray(UUID[]::new))))
                .and(SOP_VERSION.LOCALE.eq(locale))
                .and(SOP_VERSION.MARKET.isNull().or(SOP_VERSION.MARKET.eq(wanted)))
                .and(inForce(SOP_VERSION, at))
                .orderBy(SOP_VERSION.SOP_ID, SOP_VERSION.MARKET.asc().nullsLast());
        return db.map(
                query,
                row -> row.getObject(1, UUID.class),
                row -> VERSIONS.entity().read(row, 1));
    }
}

package docket.access;

import docket.platform.audit.Actor;
import docket.platform.request.Scope;
import docket.platform.request.Scopes;
import docket.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Tokens for tests, put straight into the database. */
public final class TestTokens {
    private TestTokens() {}

    public static String administrator(TestDatabase database) {
        return administrator(database.dataSource());
    }

    public static String administrator(DataSource database) {
        return make(database, Grant.of(Set.of(Role.ADMINISTRATOR), null));
    }

    /** In its form, and nobody's. */
    public static String unknown() {
        return TokenText.make(TokenText.Kind.STAFF).text();
    }

    static String of(TestDatabase database, Role role) {
        return of(database, Set.of(role));
    }

    static String of(TestDatabase database, Set<Role> roles) {
        return make(database.dataSource(), Grant.of(roles, null));
    }

    public static String with(TestDatabase database, Scope... scopes) {
        return of(database, scopes);
    }

    static String of(TestDatabase database, Scope... scopes) {
        var grant = new Grant(Set.of(), Scopes.of(Arrays.asList(scopes)), null, Set.of(), Set.of(), null);
        return make(database.dataSource(), grant);
    }

    /** Of a vendor that is made for it, with a rate of its own; null: as its class. */
    public static String ofSomeVendor(TestDatabase database, @Nullable Integer costPerSecond) {
        var sql = DSL.using(database.dataSource(), SQLDialect.POSTGRES);
        var vendor = sql.fetchSingle(
                        "insert into vendors.vendor (key, name) values ('v' || substr(md5(random()::text), 1, 12), 'Some vendor') returning id")
                .into(UUID.class);
        var grant = Grant.of(Set.of(Role.VENDOR), vendor);
        return tokens(database.dataSource())
                .make(
                        new NewToken("a test", grant, List.of(), Instant.now().plus(Duration.ofDays(1)), costPerSecond),
                        Actor.command("of a test"));
    }

    /** Of an administrator with a rate of its own. */
    public static String administrator(DataSource database, int costPerSecond) {
        var grant = Grant.of(Set.of(Role.ADMINISTRATOR), null);
        return tokens(database)
                .make(
                        new NewToken("a test", grant, List.of(), Instant.now().plus(Duration.ofDays(1)), costPerSecond),
                        Actor.command("of a test"));
    }

    /** Of somebody who works, in the role that she has there. */
    public static String ofWorker(TestDatabase database, UUID reviewer) {
        var found = DSL.using(database.dataSource(), SQLDialect.POSTGRES)
                .fetchSingle("select role, vendor_id from vendors.reviewer where id = ?", reviewer);
        var vendor = found.get("vendor_id", UUID.class);
        var role = vendor == null ? Role.valueOf(found.get("role", String.class)) : Role.VENDOR;
        return make(database.dataSource(), Grant.of(Set.of(role), vendor).workedWithBy(reviewer));
    }

    /** Of a vendor, with a rate of its own. */
    public static String ofVendor(DataSource database, UUID vendor, int costPerSecond) {
        var grant = Grant.of(Set.of(Role.VENDOR), vendor);
        return tokens(database)
                .make(
                        new NewToken("a test", grant, List.of(), Instant.now().plus(Duration.ofDays(1)), costPerSecond),
                        Actor.command("of a test"));
    }

    /** Of a reviewer, who may not look into things. */
    public static String reviewer(TestDatabase database) {
        return of(database, Role.REVIEWER);
    }

    /** Of a lead, but of nobody in particular. */
    public static String lead(TestDatabase database) {
        return of(database, Role.TEAM_LEAD);
    }

    public static String ofVendor(TestDatabase database, UUID vendor) {
        return make(database.dataSource(), Grant.of(Set.of(Role.VENDOR), vendor));
    }

    /** Of a vendor's program for one market, which may do things to many cases at once. */
    public static String ofVendorIn(TestDatabase database, UUID vendor, String market) {
        var grant = new Grant(Set.of(Role.VENDOR), Scopes.of(Scope.CASES_BULK), vendor, Set.of(), Set.of(market), null);
        return make(database.dataSource(), grant);
    }

    /** Of somebody of a vendor who answers for the work of its people. */
    public static String leadOfVendor(TestDatabase database, UUID vendor, UUID reviewer) {
        var grant = new Grant(Set.of(Role.VENDOR), Scopes.of(Scope.CASES_BULK), vendor, Set.of(), Set.of(), reviewer);
        return make(database.dataSource(), grant);
    }

    private static String make(DataSource database, Grant grant) {
        return tokens(database).make(new NewToken("a test", grant, Duration.ofDays(1)), Actor.command("of a test"));
    }

    static Tokens tokens(DataSource database) {
        return new Tokens(DSL.using(database, SQLDialect.POSTGRES));
    }
}

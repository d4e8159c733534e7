package docket.access;

import docket.platform.audit.Actor;
import docket.platform.database.EmbeddedPostgres;
import docket.vendors.Vendors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Ready tokens of each role beside the embedded PostgreSQL, in a file for its owner's eyes; with each works somebody who has the role, as far as there
 * is one. They are made anew when they are missing, expire, name nobody or somebody who has left, or the database does not know them. A configured
 * database gets none.
 */
@Component
@ConditionalOnWebApplication
public class TokenFile implements SmartInitializingSingleton {
    private static final Duration LIFE = Duration.ofDays(90);
    private static final Duration LEAST = Duration.ofDays(1);
    private static final Map<String, Role> STAFF = staff();
    private static final List<String> VENDORS = List.of("DOCKET_VENDOR_A_TOKEN", "DOCKET_VENDOR_B_TOKEN");

    private final Tokens tokens;
    private final TokenRepository repository;
    private final DSLContext sql;
    private final @Nullable Path path;

    @Autowired
    TokenFile(
            Tokens tokens,
            TokenRepository repository,
            DSLContext sql,
            ObjectProvider<EmbeddedPostgres> embedded,
            @Value("${docket.home:.docket}") String home) {
        this(
                tokens,
                repository,
                sql,
                embedded.getIfAvailable() == null ? null : Path.of(home).resolve("tokens.env"));
    }

    TokenFile(Tokens tokens, TokenRepository repository, DSLContext sql, @Nullable Path path) {
        this.tokens = tokens;
        this.repository = repository;
        this.sql = sql;
        this.path = path;
    }

    private static Map<String, Role> staff() {
        var staff = new LinkedHashMap<String, Role>();
        staff.put("DOCKET_ADMIN_TOKEN", Role.ADMINISTRATOR);
        staff.put("DOCKET_ANALYST_TOKEN", Role.ANALYST);
        staff.put("DOCKET_LEAD_TOKEN", Role.TEAM_LEAD);
        staff.put("DOCKET_REVIEWER_TOKEN", Role.REVIEWER);
        staff.put("DOCKET_APPEALS_TOKEN", Role.APPEAL_REVIEWER);
        staff.put("DOCKET_QA_TOKEN", Role.QA_AUDITOR);
        return staff;
    }

    /** Null on a configured database. */
    public @Nullable Path path() {
        return path;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (path == null) {
            return;
        }
        try {
            var present = read(path);
            var wanted = new LinkedHashMap<String, String>();
            grants().forEach((name, grant) -> wanted.put(name, good(name, grant, present.get(name))));
            if (!wanted.equals(present)) {
                write(path, wanted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Grant> grants() {
        var grants = new LinkedHashMap<String, Grant>();
        STAFF.forEach((name, role) -> grants.put(
                name, Grant.of(Set.of(role), null).workedWithBy(Vendors.mostVersatile(sql, role.name(), null))));
        var vendors = List.copyOf(Vendors.idsByKey(sql).values());
        for (int index = 0; index < Math.min(VENDORS.size(), vendors.size()); index++) {
            var vendor = vendors.get(index);
            grants.put(
                    VENDORS.get(index),
                    Grant.of(Set.of(Role.VENDOR), vendor)
                            .workedWithBy(Vendors.mostVersatile(sql, Role.REVIEWER.name(), vendor)));
        }
        return grants;
    }

    private String good(String name, Grant grant, @Nullable String present) {
        var text = present == null ? null : TokenText.parse(present);
        var token = text == null ? null : repository.goodFor(text, LEAST);
        if (text != null && token != null && isSomebodys(token.held().grant(), grant)) {
            return text.text();
        }
        var owner = "tokens.env " + name;
        tokens.revokeAllOf(owner, Actor.DOCKET);
        return tokens.make(new NewToken(owner, grant, LIFE), Actor.DOCKET);
    }

    /** Whoever works with it may go on doing so. */
    private boolean isSomebodys(Grant present, Grant wanted) {
        var person = present.reviewerId();
        return person == null ? wanted.reviewerId() == null : Vendors.worksFor(sql, person, wanted.vendorId());
    }

    private static Map<String, String> read(Path file) throws IOException {
        var tokens = new HashMap<String, String>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                var sign = line.indexOf('=');
                if (sign > 0) {
                    tokens.put(line.substring(0, sign), line.substring(sign + 1));
                }
            }
        }
        return tokens;
    }

    private static void write(Path file, Map<String, String> tokens) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(
                fresh,
                tokens.entrySet().stream()
                        .map(token -> token.getKey() + "=" + token.getValue())
                        .toList());
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}

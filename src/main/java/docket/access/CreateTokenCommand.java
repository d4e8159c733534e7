package docket.access;

import docket.platform.audit.Actor;
import docket.platform.command.Command;
import docket.platform.command.CommandOptions;
import docket.platform.request.LimitsByClass;
import docket.platform.request.Scope;
import docket.platform.request.Scopes;
import docket.vendors.Vendors;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.stereotype.Component;

/** {@code create-token --owner=<who answers for it> --role=ADMINISTRATOR}: prints a token once. How the first administrator comes in. */
@Component
class CreateTokenCommand implements Command {
    private static final String USAGE = """
            Usage: create-token --owner=<who answers for it> --role=<role> [--scope=<scope>] [--vendor=<short name>]
                                [--site=<uuid>] [--market=<country>] [--reviewer=<address>] [--from=<address range>] [--days=<1 to 365, else 90>]
                                [--cost-per-second=<points, else those of its class>]
            Roles: %s
            Scopes: %s
            """.formatted(List.of(Role.values()), List.of(Scope.values()));
    private static final long DAYS = 90;

    private final Tokens tokens;
    private final DSLContext sql;
    private final LimitsByClass limits;

    CreateTokenCommand(Tokens tokens, DSLContext sql, LimitsByClass limits) {
        this.tokens = tokens;
        this.sql = sql;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "create-token";
    }

    @Override
    public int run(ApplicationArguments arguments) {
        try {
            var asked = asked(arguments);
            var errors = TokenRules.errors(sql, asked, Grantor.commandLine(limits));
            if (!errors.isEmpty()) {
                throw new IllegalArgumentException(
                        errors.stream().map(error -> error.message() + ".").collect(Collectors.joining("\n")));
            }
            System.out.println(tokens.make(asked, Actor.command(name())));
            return 0;
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(USAGE);
            return MISUSED;
        }
    }

    private NewToken asked(ApplicationArguments arguments) {
        var owners = CommandOptions.all(arguments, "owner");
        if (owners.size() != 1) {
            throw new IllegalArgumentException("--owner is needed, once.");
        }
        var roles = words(Role.class, CommandOptions.all(arguments, "role"));
        var scopes = words(Scope.class, CommandOptions.all(arguments, "scope"));
        var vendor = vendor(arguments);
        var ranges = CommandOptions.all(arguments, "from");
        var sites = CommandOptions.all(arguments, "site").stream()
                .map(UUID::fromString)
                .collect(Collectors.toSet());
        var grant = new Grant(
                roles,
                Scopes.of(scopes),
                vendor,
                sites,
                Set.copyOf(CommandOptions.all(arguments, "market")),
                reviewer(arguments, vendor));
        return new NewToken(
                owners.getFirst(), grant, ranges, Instant.now().plus(life(arguments)), costPerSecond(arguments));
    }

    private @Nullable UUID reviewer(ApplicationArguments arguments, @Nullable UUID vendor) {
        var named = CommandOptions.all(arguments, "reviewer");
        if (named.isEmpty()) {
            return null;
        }
        var id = Vendors.reviewerByEmail(sql, named.getFirst(), vendor);
        if (id == null) {
            throw new IllegalArgumentException("Nobody of theirs works as '%s'.".formatted(named.getFirst()));
        }
        return id;
    }

    private @Nullable UUID vendor(ApplicationArguments arguments) {
        var named = CommandOptions.all(arguments, "vendor");
        if (named.isEmpty()) {
            return null;
        }
        var known = Vendors.idsByKey(sql);
        var id = known.get(named.getFirst());
        if (id == null) {
            throw new IllegalArgumentException(
                    "There is no vendor '%s'. Known: %s".formatted(named.getFirst(), known.keySet()));
        }
        return id;
    }

    private static @Nullable Integer costPerSecond(ApplicationArguments arguments) {
        var told = CommandOptions.all(arguments, "cost-per-second");
        if (told.isEmpty()) {
            return null;
        }
        var points = Integer.parseInt(told.getLast());
        if (points < 1) {
            throw new IllegalArgumentException("--cost-per-second is 1 at least.");
        }
        return points;
    }

    private static Duration life(ApplicationArguments arguments) {
        var told = CommandOptions.all(arguments, "days");
        var days = told.isEmpty() ? DAYS : Long.parseLong(told.getLast());
        if (days < 1 || days > NewToken.LONGEST_LIFE.toDays()) {
            throw new IllegalArgumentException("--days is 1 to %d.".formatted(NewToken.LONGEST_LIFE.toDays()));
        }
        return Duration.ofDays(days);
    }

    private static <E extends Enum<E>> Set<E> words(Class<E> type, List<String> names) {
        var words = EnumSet.noneOf(type);
        for (var name : names) {
            try {
                words.add(Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_')));
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException(
                        "There is no %s '%s'.".formatted(type.getSimpleName().toLowerCase(Locale.ROOT), name));
            }
        }
        return words;
    }
}

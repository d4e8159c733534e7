package docket.access;

import docket.platform.audit.Actor;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import docket.platform.request.Arguments;
import docket.platform.request.GlobalId;
import docket.platform.request.GraphException;
import docket.platform.request.LimitsByClass;
import docket.platform.request.Scope;
import docket.platform.request.Scopes;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a token, which the payload shows once. */
final class CreateToken implements Mutation {
    private static final int MOST_VALUES = 100;

    private final LimitsByClass limits;

    CreateToken(LimitsByClass limits) {
        this.limits = limits;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var token = asked(call.input());
        var errors = TokenRules.errors(call.sql(), token, Grantor.of(call, limits));
        if (!errors.isEmpty()) {
            throw Refusal.of(errors);
        }
        return made(call, token, null);
    }

    /** @param rotatedFrom the token that it takes over from; null: a first one */
    static MutationResult made(MutationCall call, NewToken token, @Nullable UUID rotatedFrom) {
        var text = TokenText.make(TokenText.Kind.of(token.grant().costClass()));
        var maker = Actor.of(call.caller(), call.requestId());
        var id = TokenRepository.insert(call.sql(), text, token, maker, rotatedFrom);
        return new MutationResult(Map.of("apiToken", id), Map.of(), Map.of("token", text.text()));
    }

    private static NewToken asked(Arguments input) {
        var roles = values(input, "roles").stream().map(Role::valueOf).collect(Collectors.toSet());
        var scopes = values(input, "scopes").stream().map(Scope::valueOf).toList();
        var vendor = input.has("vendor") ? GlobalId.decode(input.string("vendor"), "Vendor", "input.vendor") : null;
        var markets = Set.copyOf(values(input, "markets"));
        var grant = new Grant(roles, Scopes.of(scopes), vendor, sites(input), markets, reviewer(input));
        var expiresAt = input.required("expiresAt", Instant.class);
        return new NewToken(
                input.string("owner"), grant, values(input, "addressRanges"), expiresAt, costPerSecond(input));
    }

    private static @Nullable UUID reviewer(Arguments input) {
        return input.has("reviewer") ? GlobalId.decode(input.string("reviewer"), "Reviewer", "input.reviewer") : null;
    }

    private static @Nullable Integer costPerSecond(Arguments input) {
        var points = input.optionalInt("costPerSecond");
        if (points != null && points < 1) {
            throw GraphException.badInput(
                    "input.costPerSecond", "'input.costPerSecond' is at least 1, not %d".formatted(points));
        }
        return points;
    }

    private static Set<UUID> sites(Arguments input) {
        var sites = new HashSet<UUID>();
        for (var site : values(input, "sites")) {
            sites.add(GlobalId.decode(site, "VendorSite", "input.sites"));
        }
        return sites;
    }

    private static List<String> values(Arguments input, String name) {
        List<String> values = input.list(name);
        if (values.size() > MOST_VALUES) {
            throw GraphException.tooMuch(
                    "input." + name,
                    "'%s' takes at most %d values, not %d: make further tokens for the others"
                            .formatted(name, MOST_VALUES, values.size()),
                    values.size(),
                    MOST_VALUES);
        }
        return values;
    }
}

package docket.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import docket.platform.request.Caller;
import docket.vendors.Employed;
import docket.vendors.Vendors;
import java.net.MalformedURLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/** People who signed in at the identity provider: what their JWT says of them, once its signature and its claims hold. */
@Component
@EnableConfigurationProperties(OidcProperties.class)
class People {
    /** By keys that are published: neither by a secret that is shared, nor not at all. */
    private static final Set<JWSAlgorithm> SIGNATURES = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final int PATIENCE_MS = 2_000;
    private static final int MOST_BYTES = 100_000;
    static final int BETWEEN_READS_MS = 10_000;
    private static final long WITHOUT_PROVIDER_MS = 3_600_000;

    private final OidcProperties settings;
    private final DSLContext sql;
    private final @Nullable JwtDecoder decoder;

    People(OidcProperties settings, @Qualifier("signIn") DSLContext sql) {
        this.settings = settings;
        this.sql = sql;
        this.decoder = settings.issuer() == null ? null : decoder(settings);
    }

    private static JwtDecoder decoder(OidcProperties settings) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(SIGNATURES, keys(settings)));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        // The validators below hold the others; to them a JWT that does not say when it was made is made as it expires.
        processor.setJWTClaimsSetVerifier((claims, context) -> requireMade(claims, settings.clockSkew()));
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<Jwt>(
                new JwtTimestampValidator(settings.clockSkew()),
                new JwtClaimValidator<>("exp", Objects::nonNull),
                new JwtClaimValidator<>("sub", People::isTold),
                new JwtIssuerValidator(Objects.requireNonNull(settings.issuer())),
                new JwtClaimValidator<>("aud", audience -> words(audience).contains(settings.audience()))));
        return decoder;
    }

    /** Read again when a key is unknown, but not as often as somebody makes up names of keys; believed for a while when the provider is away. */
    private static JWKSource<SecurityContext> keys(OidcProperties settings) {
        try {
            return JWKSourceBuilder.create(
                            Objects.requireNonNull(settings.jwkSetUri()).toURL(),
                            new DefaultResourceRetriever(PATIENCE_MS, PATIENCE_MS, MOST_BYTES))
                    .refreshAheadCache(false)
                    .rateLimited(BETWEEN_READS_MS)
                    .outageTolerant(WITHOUT_PROVIDER_MS)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void requireMade(JWTClaimsSet claims, Duration clockSkew) throws BadJWTException {
        if (claims.toJSONObject().get("iat") instanceof Number made
                && Instant.ofEpochSecond(made.longValue()).isAfter(Instant.now().plus(clockSkew))) {
            throw new BadJWTException("It was made in the future");
        }
    }

    private static boolean isTold(@Nullable Object claim) {
        return claim instanceof String text && !text.isBlank();
    }

    static boolean isMeant(String credential) {
        return credential.chars().filter(character -> character == '.').count() == 2;
    }

    /**
     * @throws KeyUnknown when its keys were read a moment ago, without the one that is named
     * @throws ProviderAway when its keys cannot be had
     */
    Known lookUp(String credential) {
        if (decoder == null) {
            return Known.NOBODY;
        }
        try {
            return known(decoder.decode(credential));
        } catch (BadJwtException refused) {
            return Known.NOBODY;
        } catch (JwtException away) {
            throw isTooSoon(away) ? new KeyUnknown(away) : new ProviderAway(away);
        }
    }

    private static boolean isTooSoon(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RateLimitReachedException) {
                return true;
            }
        }
        return false;
    }

    private Known known(Jwt jwt) {
        var roles = roles(jwt);
        var vendor = jwt.getClaims().get(settings.vendorClaim());
        var vendorId = vendor == null ? null : Vendors.idsByKey(sql).get(vendor.toString());
        var isVendorUntold = vendorId == null && (vendor != null || roles.contains(Role.VENDOR));
        var employed = employed(jwt);
        // Whoever works for a company, and comes without its name or with another, would see rows of others.
        var isOfAnother = employed != null && !Objects.equals(employed.vendorId(), vendorId);
        if (isVendorUntold || isOfAnother) {
            return Known.NOBODY;
        }
        var reviewer = employed == null || !employed.isActive() ? null : employed.id();
        return Known.person(
                caller(jwt, Grant.of(roles, vendorId).workedWithBy(reviewer)),
                Objects.requireNonNullElse(jwt.getExpiresAt(), Instant.MIN).plus(settings.clockSkew()));
    }

    private Caller caller(Jwt jwt, Grant grant) {
        var name = jwt.getClaims().get(settings.nameClaim());
        return new Caller(
                Caller.Kind.PERSON,
                "person " + jwt.getSubject(),
                isTold(name) ? String.valueOf(name) : String.valueOf(jwt.getSubject()),
                grant.scopes(),
                grant.vendorId(),
                grant.siteIds(),
                grant.markets(),
                grant.costClass(),
                null,
                grant.reviewerId(),
                null);
    }

    private @Nullable Employed employed(Jwt jwt) {
        var address = jwt.getClaims().get(settings.reviewerClaim());
        return isTold(address) ? Vendors.employed(sql, String.valueOf(address)) : null;
    }

    private Set<Role> roles(Jwt jwt) {
        var said = words(claim(jwt.getClaims(), settings.rolesClaim()));
        var roles = EnumSet.noneOf(Role.class);
        for (var role : Role.values()) {
            var words = settings.roleWords().get(role);
            if (words == null
                    ? said.stream().anyMatch(word -> isNameOf(role, word))
                    : words.stream().anyMatch(said::contains)) {
                roles.add(role);
            }
        }
        return roles;
    }

    private static boolean isNameOf(Role role, String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_').equals(role.name());
    }

    /** The claim of this name, or what its parts lead to. */
    private static @Nullable Object claim(Map<?, ?> claims, String path) {
        var dot = path.indexOf('.');
        if (claims.containsKey(path) || dot < 0) {
            return claims.get(path);
        }
        return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? claim(inner, path.substring(dot + 1))
                : null;
    }

    private static List<String> words(@Nullable Object claim) {
        return switch (claim) {
            case String word -> List.of(word);
            case Collection<?> many -> many.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }
}

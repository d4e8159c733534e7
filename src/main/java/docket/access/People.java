package docket.access;

import docket.platform.request.Caller;
import docket.vendors.Vendors;
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
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

/** People who signed in at the identity provider: what their JWT says of them, once its signature and its claims hold. */
@Component
@EnableConfigurationProperties(OidcProperties.class)
class People {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final OidcProperties settings;
    private final DSLContext sql;
    private final @Nullable JwtDecoder decoder;

    People(OidcProperties settings, DSLContext sql) {
        this.settings = settings;
        this.sql = sql;
        this.decoder = settings.issuer() == null ? null : decoder(settings);
    }

    /** Signed by one of the provider's published keys: neither unsigned nor by a secret that is shared. */
    private static JwtDecoder decoder(OidcProperties settings) {
        var http = new SimpleClientHttpRequestFactory();
        http.setConnectTimeout(PATIENCE);
        http.setReadTimeout(PATIENCE);
        var decoder = NimbusJwtDecoder.withJwkSetUri(
                        Objects.requireNonNull(settings.jwkSetUri()).toString())
                .jwsAlgorithms(algorithms -> algorithms.addAll(Set.of(
                        SignatureAlgorithm.RS256,
                        SignatureAlgorithm.RS384,
                        SignatureAlgorithm.RS512,
                        SignatureAlgorithm.PS256,
                        SignatureAlgorithm.ES256,
                        SignatureAlgorithm.ES384,
                        SignatureAlgorithm.ES512)))
                .restOperations(new RestTemplate(http))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(
                new JwtTimestampValidator(settings.clockSkew()),
                new JwtClaimValidator<>("exp", Objects::nonNull),
                new JwtClaimValidator<>("sub", People::isTold),
                new JwtIssuerValidator(settings.issuer()),
                new JwtClaimValidator<Object>(
                        "aud", audience -> words(audience).contains(settings.audience())))));
        return decoder;
    }

    private static boolean isTold(@Nullable Object claim) {
        return claim instanceof String text && !text.isBlank();
    }

    static boolean isMeant(String credential) {
        return credential.chars().filter(character -> character == '.').count() == 2;
    }

    /** @throws ProviderAway when its keys cannot be had */
    Known lookUp(String credential) {
        if (decoder == null) {
            return Known.NOBODY;
        }
        try {
            return known(decoder.decode(credential));
        } catch (BadJwtException refused) {
            return Known.NOBODY;
        } catch (JwtException away) {
            throw new ProviderAway(away);
        }
    }

    private Known known(Jwt jwt) {
        var roles = roles(jwt);
        var vendor = jwt.getClaims().get(settings.vendorClaim());
        var vendorId = vendor == null ? null : Vendors.idsByKey(sql).get(vendor.toString());
        var isVendorUntold = vendorId == null && (vendor != null || roles.contains(Role.VENDOR));
        if (isVendorUntold) {
            return Known.NOBODY;
        }
        return Known.person(
                caller(jwt, Grant.of(roles, vendorId)),
                Objects.requireNonNullElse(jwt.getExpiresAt(), Instant.MIN).plus(settings.clockSkew()));
    }

    private Caller caller(Jwt jwt, Grant grant) {
        var name = jwt.getClaims().get(settings.nameClaim());
        return new Caller(
                Caller.Kind.PERSON,
                "person " + jwt.getSubject(),
                isTold(name) ? String.valueOf(name) : jwt.getSubject(),
                grant.scopes(),
                grant.vendorId(),
                grant.siteIds(),
                grant.markets(),
                grant.costClass());
    }

    private Set<Role> roles(Jwt jwt) {
        var said = words(claim(jwt.getClaims(), settings.rolesClaim()));
        var roles = EnumSet.noneOf(Role.class);
        for (var role : Role.values()) {
            var words = settings.roleWords().get(role);
            if (words == null ? said.stream().anyMatch(word -> isNameOf(role, word)) : words.stream().anyMatch(said::contains)) {
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

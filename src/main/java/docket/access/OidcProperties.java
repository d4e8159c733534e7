package docket.access;

import docket.platform.database.StartupRefused;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The identity provider where people sign in.
 *
 * @param issuer as it stands in its JWTs; null: there is none, and people do not call
 * @param audience that a JWT has to be made out to
 * @param jwkSetUri where its keys are told
 * @param clockSkew by which its clock may differ from ours
 * @param rolesClaim a list of words, or one; a dot leads into an object
 * @param roleWords which words of the claim stand for a role; a role without words stands under its own name
 * @param vendorClaim the short name of the company that somebody works for
 * @param reviewerClaim the address that somebody has in Docket as a reviewer, for those who take part in the work
 * @param nameClaim what to call somebody
 */
@ConfigurationProperties("docket.oidc")
record OidcProperties(
        @Nullable String issuer,
        @Nullable String audience,
        @Nullable URI jwkSetUri,
        @DefaultValue("60s") Duration clockSkew,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue Map<Role, Set<String>> roleWords,
        @DefaultValue("docket_vendor") String vendorClaim,
        @DefaultValue("docket_reviewer") String reviewerClaim,
        @DefaultValue("name") String nameClaim) {
    private static final Duration LONGEST_SKEW = Duration.ofMinutes(5);

    OidcProperties {
        if (issuer != null) {
            if (issuer.isBlank() || audience == null || audience.isBlank() || jwkSetUri == null) {
                throw new StartupRefused(
                        "Of docket.oidc.issuer, audience and jwk-set-uri only some are set.",
                        "Set all three for people to sign in, or none.");
            }
            if (!isSafe(jwkSetUri)) {
                throw new StartupRefused(
                        "docket.oidc.jwk-set-uri is %s: whoever stands in between could sign for everybody."
                                .formatted(jwkSetUri),
                        "Use https.");
            }
            if (clockSkew.isNegative() || clockSkew.compareTo(LONGEST_SKEW) > 0) {
                throw new StartupRefused("docket.oidc.clock-skew is %s.".formatted(clockSkew), "Set it to 0s to 5m.");
            }
        }
    }

    /** Keys come over TLS, or from this machine. */
    private static boolean isSafe(URI uri) {
        return "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme())
                        && Set.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost()));
    }
}

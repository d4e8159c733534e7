package docket.access;

import docket.platform.request.Caller;
import java.time.Instant;
import java.util.UUID;

/**
 * A token as it is kept.
 *
 * @param owner who answers for it
 */
record StoredToken(
        UUID id, TokenText.Kind kind, String publicId, byte[] secretHash, String owner, Held held, Instant createdAt) {

    Caller caller() {
        var grant = held.grant();
        return new Caller(
                Caller.Kind.MACHINE,
                "token " + publicId,
                owner,
                grant.scopes(),
                grant.vendorId(),
                grant.siteIds(),
                grant.markets(),
                grant.costClass(),
                id,
                grant.reviewerId(),
                held.costPerSecond());
    }
}

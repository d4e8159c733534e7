package docket.access;

/** The identity provider does not tell its keys. */
final class ProviderAway extends RuntimeException {
    ProviderAway(Throwable cause) {
        super(cause);
    }
}

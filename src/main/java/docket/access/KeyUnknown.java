package docket.access;

/** A JWT names a key that is not known, and the provider was asked for its keys a moment ago: a new one is known soon, one that was made up never. */
final class KeyUnknown extends RuntimeException {
    KeyUnknown(Throwable cause) {
        super(cause);
    }
}

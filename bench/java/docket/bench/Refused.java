package docket.bench;

/** What a person has to mend before anything can be measured; told without a stack trace. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
        super(message);
    }
}

package docket.platform.database;

/** Docket cannot start as things stand, and a person can mend it: told in two sentences, without a stack trace. */
public class StartupRefused extends RuntimeException {
    private final String remedy;

    public StartupRefused(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}

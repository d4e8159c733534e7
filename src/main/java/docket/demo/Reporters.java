package docket.demo;

/** Who stands behind a source. */
final class Reporters {
    private Reporters() {}

    static String of(String source) {
        return switch (source) {
            case "USER_REPORT" -> "BUYER";
            case "RIGHTS_OWNER" -> "RIGHTS_OWNER";
            case "TRUSTED_FLAGGER" -> "TRUSTED_FLAGGER";
            case "REGULATOR" -> "AUTHORITY";
            case "INTERNAL_SWEEP", "ONBOARDING_CHECK" -> "EMPLOYEE";
            default -> "SYSTEM";
        };
    }
}

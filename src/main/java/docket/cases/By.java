package docket.cases;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who does something to a case.
 *
 * @param reviewerId set exactly for a REVIEWER
 * @param ruleKey set exactly for a RULE
 */
public record By(
        String kind, @Nullable UUID reviewerId, @Nullable String ruleKey) {
    public static final By SYSTEM = new By("SYSTEM", null, null);

    public static By reviewer(UUID reviewer) {
        return new By("REVIEWER", reviewer, null);
    }

    /** A program has no name here; the audit knows its token. */
    public static By reviewerOrSystem(@Nullable UUID reviewer) {
        return reviewer == null ? SYSTEM : reviewer(reviewer);
    }
}

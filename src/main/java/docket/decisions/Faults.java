package docket.decisions;

import docket.platform.mutation.Refusal;
import docket.platform.mutation.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** All that is wrong with an input, so that it can be mended at once. */
final class Faults {
    private static final int MOST = 20;

    private final List<UserError> errors = new ArrayList<>();

    void add(DecisionErrorCode code, String path, String message) {
        if (errors.size() < MOST) {
            errors.add(UserError.of(code, path, message));
        }
    }

    List<UserError> errors() {
        return errors;
    }

    /** @throws Refusal when there is any, which shows the case */
    void refuse(UUID caseId) {
        if (!errors.isEmpty()) {
            throw Refusal.of(errors).showing("case", caseId);
        }
    }
}

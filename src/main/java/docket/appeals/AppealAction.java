package docket.appeals;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A measure that an appeal contests. */
public record AppealAction(
        UUID appealId, UUID enforcementActionId, @Nullable String outcome) {}

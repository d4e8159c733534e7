package docket.imports;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns of a published file of statements; {@link #CONTENT_ID_EAN} came with schema v2. */
enum StatementColumn {
    UUID,
    DECISION_VISIBILITY,
    DECISION_VISIBILITY_OTHER,
    END_DATE_VISIBILITY_RESTRICTION,
    DECISION_MONETARY,
    DECISION_MONETARY_OTHER,
    END_DATE_MONETARY_RESTRICTION,
    DECISION_PROVISION,
    END_DATE_SERVICE_RESTRICTION,
    DECISION_ACCOUNT,
    END_DATE_ACCOUNT_RESTRICTION,
    ACCOUNT_TYPE,
    DECISION_GROUND,
    DECISION_GROUND_REFERENCE_URL,
    ILLEGAL_CONTENT_LEGAL_GROUND,
    ILLEGAL_CONTENT_EXPLANATION,
    INCOMPATIBLE_CONTENT_GROUND,
    INCOMPATIBLE_CONTENT_EXPLANATION,
    INCOMPATIBLE_CONTENT_ILLEGAL,
    CATEGORY,
    CATEGORY_ADDITION,
    CATEGORY_SPECIFICATION,
    CATEGORY_SPECIFICATION_OTHER,
    CONTENT_TYPE,
    CONTENT_TYPE_OTHER,
    CONTENT_LANGUAGE,
    CONTENT_DATE,
    CONTENT_ID_EAN,
    TERRITORIAL_SCOPE,
    APPLICATION_DATE,
    DECISION_FACTS,
    SOURCE_TYPE,
    SOURCE_IDENTITY,
    AUTOMATED_DETECTION,
    AUTOMATED_DECISION,
    PLATFORM_NAME,
    PLATFORM_UID,
    CREATED_AT;

    private static final Map<String, StatementColumn> BY_TITLE =
            Arrays.stream(values()).collect(Collectors.toMap(StatementColumn::title, Function.identity()));

    private final String title = name().toLowerCase(Locale.ROOT);

    /** As the header has it. */
    String title() {
        return title;
    }

    static @Nullable StatementColumn of(String title) {
        return BY_TITLE.get(title);
    }

    boolean isInEverySchema() {
        return this != CONTENT_ID_EAN;
    }
}

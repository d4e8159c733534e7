package docket.platform.request;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a credential looks like, wherever it turns up: names that callers choose are kept in logs, and secrets have been seen among them. */
public final class TokenForm {
    private static final String OURS = "docket_(?:staff|vendor)_";
    /** The begin of a token of ours, or of a JWT. */
    private static final Pattern PART = Pattern.compile(OURS + "[0-9A-Za-z]|eyJ[\\w-]{10,}\\.eyJ");

    /** A public id of 12 characters, a secret of 43, a checksum of 6. */
    private static final Pattern WHOLE = Pattern.compile(OURS + "([0-9A-Za-z]{12})[0-9A-Za-z]{49}(?![0-9A-Za-z])");

    private TokenForm() {}

    /** Whether a text holds a credential, or much of one. */
    public static boolean isIn(String text) {
        return PART.matcher(text).find();
    }

    /** What names the first token of ours that stands in a text, and tells nothing of its secret; null: there is none in its whole form. */
    public static @Nullable String publicIdIn(String text) {
        var token = WHOLE.matcher(text);
        return token.find() ? token.group(1) : null;
    }
}

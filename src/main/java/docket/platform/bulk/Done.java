package docket.platform.bulk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was done to one case of many.
 *
 * @param result a word of the schema
 * @param link what came of it, if the feature's items keep that
 */
public record Done(String result, @Nullable UUID link) {}

package docket.vendors;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reviewer as work is given out: what decides which cases are for her.
 *
 * @param vendorId her company; null: in-house
 * @param languages that she reads, ISO 639
 * @param skills by domain the level: TRAINEE, FULL, EXPERT
 * @param certifications domains in which she has one in force
 */
public record Worker(
        UUID id,
        String name,
        @Nullable UUID vendorId,
        @Nullable UUID siteId,
        Set<String> languages,
        Map<String, String> skills,
        Set<String> certifications) {

    public boolean reads(@Nullable String language) {
        return language == null || languages.contains(language);
    }

    public boolean isTrainee(String domain) {
        return "TRAINEE".equals(skills.get(domain));
    }
}

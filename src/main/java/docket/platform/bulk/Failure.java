package docket.platform.bulk;

/**
 * Why something is not done to one case of many.
 *
 * @param fault a word of the schema
 * @param message what would be right
 */
public record Failure(String fault, String message) {
    public static Failure of(Enum<?> fault, String message) {
        return new Failure(fault.name(), message);
    }
}

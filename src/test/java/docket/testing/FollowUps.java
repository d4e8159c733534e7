package docket.testing;

import docket.platform.request.GlobalId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/** The rows of {@code followups.sql}: row n of each table belongs to row n of its parent. */
public final class FollowUps {
    private static final Pattern REFERENCE = Pattern.compile("<([\\w:]+) (\\d+)>");

    private FollowUps() {}

    public static void load(TestDatabase database) {
        try (var script = Objects.requireNonNull(FollowUps.class.getResourceAsStream("followups.sql"));
                var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param kind a GraphQL type, or {@code Reviewer:} and the part the person plays */
    public static String id(String kind, int number) {
        var type = type(kind);
        var prefix = md5(kind.substring(kind.indexOf(':') + 1)).substring(0, 3);
        return GlobalId.encode(type, UUID.fromString("01900000-0000-7000-8%s-%012x".formatted(prefix, number)));
    }

    /** The text with each {@code <Case 3>} replaced by the quoted id of that row. */
    public static String withIds(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> '"' + id(found.group(1), Integer.parseInt(found.group(2))) + '"');
    }

    static String type(String kind) {
        return kind.contains(":") ? kind.substring(0, kind.indexOf(':')) : kind;
    }

    private static String md5(String text) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Generates the jOOQ classes, unless the migrations and the generator are what the last run saw. Arguments: the migrations, this folder, the target
 * folder. The generator is a file of its own, since only what is used is compiled.
 */
public class GenerateJooq {

    public static void main(String[] args) throws Exception {
        var migrations = Path.of(args[0]);
        var target = Path.of(args[2]);
        var stamp = target.resolve("checksum");
        var checksum = checksum(migrations, Path.of(args[1]));
        if (Files.exists(stamp) && Files.readString(stamp).equals(checksum)) {
            return;
        }
        delete(target);
        if (!files(migrations).isEmpty()) {
            JooqGenerator.generate(migrations, target);
        }
        Files.createDirectories(target);
        Files.writeString(stamp, checksum);
    }

    private static String checksum(Path migrations, Path generator) throws IOException, GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256");
        for (var file : Stream.concat(files(migrations).stream(), files(generator).stream())
                .toList()) {
            digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

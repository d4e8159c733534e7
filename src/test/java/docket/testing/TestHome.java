package docket.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** An empty home of a Docket, but for the programs that the test server has unpacked already. */
public record TestHome(Path folder) implements AutoCloseable {

    public static TestHome create() throws IOException {
        var target = Files.createDirectories(Path.of("target")).toAbsolutePath();
        var folder = Files.createTempDirectory(target, "home-");
        var programs = TestPostgres.HOME.toFile().listFiles(TestHome::isPrograms);
        for (var unpacked : programs == null ? new File[0] : programs) {
            Files.createSymbolicLink(
                    folder.resolve(unpacked.getName()), unpacked.toPath().toAbsolutePath());
        }
        return new TestHome(folder);
    }

    private static boolean isPrograms(File file) {
        return file.getName().startsWith("postgresql-") && file.isDirectory();
    }

    @Override
    public void close() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }
}

package docket.platform.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked from the archive on the class path. */
final class PostgresPrograms {
    private final Path folder;

    private PostgresPrograms(Path folder) {
        this.folder = folder;
    }

    /** @param into a folder that keeps one unpacked copy per version, and that nobody else unpacks into */
    static PostgresPrograms unpack(Path into) throws IOException {
        var folder = into.resolve("postgresql-" + checksum());
        if (!Files.isDirectory(folder)) {
            var unfinished = into.resolve("postgresql.unfinished");
            FileSystemUtils.deleteRecursively(unfinished);
            Files.createDirectory(unfinished);
            try (var archive = new TarArchiveInputStream(new XZInputStream(archive()))) {
                unpack(archive, unfinished);
            }
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresPrograms(folder);
    }

    /** Its exit code and all that it printed. */
    record Outcome(int code, String output) {
        boolean failed() {
            return code != 0;
        }
    }

    Outcome run(String program, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Outcome(process.waitFor(), output.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + program, e);
        }
    }

    private static InputStream archive() throws IOException {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var family = system.contains("win") ? "Windows" : system.contains("mac") ? "Darwin" : "Linux";
        return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(family, System.getProperty("os.arch"));
    }

    private static String checksum() throws IOException {
        try (var archive = new CheckedInputStream(archive(), new CRC32())) {
            archive.transferTo(OutputStream.nullOutputStream());
            return Long.toHexString(archive.getChecksum().getValue());
        }
    }

    private static void unpack(TarArchiveInputStream archive, Path folder) throws IOException {
        for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            var file = folder.resolve(entry.getName()).normalize();
            if (entry.isDirectory()) {
                Files.createDirectories(file);
                continue;
            }
            Files.createDirectories(file.resolve("..").normalize());
            if (entry.isSymbolicLink() || entry.isLink()) {
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                continue;
            }
            Files.copy(archive, file);
            file.toFile().setExecutable(file.startsWith(folder.resolve("bin")));
        }
    }
}

package docket.platform.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One Docket per home. The operating system lets go of the lock when the process dies, however it dies. */
final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    static HomeLock acquire(Path home) throws IOException {
        var file = home.resolve("lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new StartupRefused(
                    "Another Docket%s is running on the data in %s.".formatted(owner(file), home),
                    "Stop it, or give this one a folder of its own with docket.home (DOCKET_HOME).");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        return new HomeLock(channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String owner(Path file) throws IOException {
        var pid = Files.readString(file).strip();
        return pid.isEmpty() ? "" : " (process " + pid + ")";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package docket.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What Linux tells about processes. */
final class Cpu {
    /** What /proc counts in: on every Linux that has a JDK, hundredths of a second. */
    private static final int MILLISECONDS_PER_TICK = 10;

    private static final int UTIME = 11;
    private static final int CUTIME = 13;

    private Cpu() {}

    /** CPU time so far of a process, its children, and those of them that have ended. */
    static double milliseconds(long pid) {
        var own = ticks(pid, CUTIME + 2);
        var children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToLong(child -> ticks(child.pid(), CUTIME + 2))
                .sum();
        return (double) (own + children) * MILLISECONDS_PER_TICK;
    }

    /** Resident memory of a process and its children, in MB; what they share counts each time. */
    static double megabytes(long pid) {
        var children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToLong(child -> residentKilobytes(child.pid()))
                .sum();
        return (residentKilobytes(pid) + children) / 1024.0;
    }

    private static long ticks(long pid, int until) {
        var stat = read(pid, "stat");
        // The name in brackets may hold spaces.
        var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        var sum = 0L;
        for (var field = UTIME; field < Math.min(until, fields.length); field++) {
            sum += Long.parseLong(fields[field]);
        }
        return sum;
    }

    private static long residentKilobytes(long pid) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** Empty: the process has ended meanwhile. */
    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (NoSuchFileException ended) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

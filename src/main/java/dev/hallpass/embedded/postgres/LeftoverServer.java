package dev.hallpass.embedded.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server that still runs on our folder although the JVM that started it is gone. */
final class LeftoverServer {

    private static final Logger log = LoggerFactory.getLogger(LeftoverServer.class);
    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(20);
    private static final Duration IMMEDIATE_SHUTDOWN = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Path folder;
    private final ProcessHandle process;

    private LeftoverServer(Path folder, ProcessHandle process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * The server that runs on the folder. A {@code postmaster.pid} that names a process of somebody else is removed:
     * the server would take that process for its predecessor and refuse to start. One that names no process is left to
     * the server, which makes sure that nothing of its predecessor is still at work.
     */
    static Optional<LeftoverServer> on(Path folder) {
        Optional<ProcessHandle> named = pid(folder).flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
        Optional<LeftoverServer> ours =
                named.filter(process -> serves(process, folder)).map(process -> new LeftoverServer(folder, process));
        if (named.isPresent() && ours.isEmpty()) {
            delete(pidFile(folder));
        }
        return ours;
    }

    /**
     * Ends it: its clients are disconnected and everything is written; if that takes too long it is ended at once,
     * which costs a recovery at the next start but no data.
     *
     * @throws IllegalStateException if it does not end
     */
    void stop() {
        log.info("Ending the PostgreSQL server {} that was left running on {}", process.pid(), folder);
        signal("INT");
        if (hasEndedWithin(FAST_SHUTDOWN)) {
            return;
        }
        log.warn("The PostgreSQL server {} is still there after {}, ending it at once", process.pid(), FAST_SHUTDOWN);
        signal("QUIT");
        if (!hasEndedWithin(IMMEDIATE_SHUTDOWN)) {
            throw new IllegalStateException(
                    "The PostgreSQL server %d on %s does not end".formatted(process.pid(), folder));
        }
    }

    /** The server runs in its data folder and was told it by {@code -D}. */
    private static boolean serves(ProcessHandle process, Path folder) {
        List<String> arguments = process.info().arguments().map(List::of).orElseGet(List::of);
        return arguments.contains(folder.toString());
    }

    private static Optional<Long> pid(Path folder) {
        try {
            List<String> lines = Files.readAllLines(pidFile(folder));
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.valueOf(lines.getFirst().strip()));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Java itself sends only TERM, which waits for the clients, and KILL, which loses shared memory. */
    private void signal(String name) {
        try {
            new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Its last act is to remove its file; the process may stay for a while as a zombie that nobody collects. */
    private boolean hasEndedWithin(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (process.isAlive() && Files.exists(pidFile(folder))) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        return true;
    }

    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while ending a PostgreSQL server", cause);
    }

    private static Path pidFile(Path folder) {
        return folder.resolve("postmaster.pid");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

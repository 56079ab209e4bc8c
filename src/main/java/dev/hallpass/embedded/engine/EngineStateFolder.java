package dev.hallpass.embedded.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of one running engine: locked against a second one, emptied when taken. */
final class EngineStateFolder implements AutoCloseable {

    private final FileChannel lockFile;
    private final Path database;

    private EngineStateFolder(FileChannel lockFile, Path database) {
        this.lockFile = lockFile;
        this.database = database;
    }

    /**
     * Takes the folder for one engine and deletes the database an earlier engine left there.
     *
     * @throws IllegalStateException when another engine uses the folder
     */
    static EngineStateFolder take(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel lockFile = FileChannel.open(
                    folder.resolve("engine.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(lockFile) == null) {
                lockFile.close();
                throw new IllegalStateException("Another engine is running in " + folder.toAbsolutePath());
            }
            Path database = folder.resolve("engine-database");
            delete(database);
            return new EngineStateFolder(lockFile, database);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare the engine's folder " + folder.toAbsolutePath(), e);
        }
    }

    /** A folder that does not exist yet; the database makes it. */
    Path database() {
        return database;
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot release the engine's folder", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

package dev.hallpass.embedded.bitbucket.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The changes on disk, one JSON object a line, each handed to the operating system before the change is answered: a
 * killed process loses none. (A machine that loses power may lose the last ones; nothing is forced to the disk.)
 * Without a file, nothing is kept. Not safe for use by several threads; the owner takes care.
 *
 * @param <C> a change
 */
public final class ChangeJournal<C> implements AutoCloseable {

    private final Class<C> type;
    private final JsonMapper json;
    private final @Nullable FileChannel channel;
    private final List<C> found = new ArrayList<>();

    private ChangeJournal(Class<C> type, JsonMapper json, @Nullable FileChannel channel) {
        this.type = type;
        this.json = json;
        this.channel = channel;
    }

    /**
     * Opens the journal and reads what is in it; a last line that was not written to its end is cut off.
     *
     * @throws UncheckedIOException if the file cannot be used, another stand-in has it, or it is damaged
     */
    public static <C> ChangeJournal<C> open(@Nullable Path file, Class<C> type, JsonMapper json) {
        if (file == null) {
            return new ChangeJournal<>(type, json, null);
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new IOException(file + " is in use by another stand-in");
            }
            ChangeJournal<C> journal = new ChangeJournal<>(type, json, channel);
            journal.read(file, channel);
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A killed process holds no lock. */
    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The changes that the file held when it was opened, oldest first. */
    public List<C> found() {
        return found;
    }

    /**
     * Writes a change down.
     *
     * @throws UncheckedIOException if it cannot be
     */
    public void append(C change) {
        if (channel == null) {
            return;
        }
        ByteBuffer line = ByteBuffer.wrap((json.writeValueAsString(change) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Path file, FileChannel channel) throws IOException {
        byte[] content = Files.readAllBytes(file);
        int start = 0;
        int number = 1;
        for (int index = 0; index < content.length; index++) {
            if (content[index] == '\n') {
                try {
                    found.add(json.readValue(content, start, index - start, type));
                } catch (JacksonException e) {
                    throw new IOException(file + ", line " + number + " is damaged: " + e.getOriginalMessage(), e);
                }
                start = index + 1;
                number++;
            }
        }
        channel.truncate(start);
        channel.position(start);
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

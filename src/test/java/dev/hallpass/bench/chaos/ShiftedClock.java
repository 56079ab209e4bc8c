package dev.hallpass.bench.chaos;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The real time and an offset that lives in a file, mapped into memory: whoever has the same file open has the same
 * time, at once, in whichever process, and a process that was killed finds it again.
 */
public final class ShiftedClock extends Clock {

    private final MappedByteBuffer offset;

    private ShiftedClock(MappedByteBuffer offset) {
        this.offset = offset;
    }

    /** The clock of a file, which is made if it is not there. */
    public static ShiftedClock in(Path file) {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            return new ShiftedClock(opened.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forwards, or back if negative. */
    public void jump(Duration by) {
        offset.putLong(0, offset.getLong(0) + by.toMillis());
    }

    /** How far it is ahead of the real time. */
    public Duration offset() {
        return Duration.ofMillis(offset.getLong(0));
    }

    /** In microseconds, as PostgreSQL keeps them. */
    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plusMillis(offset.getLong(0)).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Time is an instant here");
    }
}

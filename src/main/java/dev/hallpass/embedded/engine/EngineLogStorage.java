package dev.hallpass.embedded.engine;

import io.camunda.zeebe.logstreams.storage.LogStorage;
import io.camunda.zeebe.logstreams.storage.LogStorageReader;
import io.camunda.zeebe.util.buffer.BufferWriter;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The engine's log, in memory and bounded by what is not processed yet.
 *
 * <p>Blocks form a chain in which each knows only the next. The storage holds the chain from the first block that is not
 * fully processed, a reader holds it from where it stands; what neither holds is garbage. So a reader that lags behind
 * never loses what it has still to read, and the log cannot grow beyond the backlog.
 */
final class EngineLogStorage implements LogStorage {

    private static final UnsafeBuffer EMPTY = new UnsafeBuffer(new byte[0]);

    private final Set<CommitListener> commitListeners = new CopyOnWriteArraySet<>();

    /** The block before the first that is retained; its own content is no longer needed. */
    private volatile Block beforeFirst = new Block(Long.MIN_VALUE, Long.MIN_VALUE, EMPTY);

    /** Only touched by {@link #append}, which the log stream's writer calls under its lock. */
    private Block last = beforeFirst;

    @Override
    public LogStorageReader newReader() {
        return new ChainReader();
    }

    @Override
    public void append(long lowestPosition, long highestPosition, BufferWriter bufferWriter, AppendListener listener) {
        UnsafeBuffer content = new UnsafeBuffer(new byte[bufferWriter.getLength()]);
        bufferWriter.write(content, 0);
        Block block = new Block(lowestPosition, highestPosition, content);
        last.next = block;
        last = block;
        listener.onWrite(highestPosition, highestPosition);
        listener.onCommit(highestPosition, highestPosition);
        commitListeners.forEach(CommitListener::onCommit);
    }

    @Override
    public void addCommitListener(CommitListener listener) {
        commitListeners.add(listener);
    }

    @Override
    public void removeCommitListener(CommitListener listener) {
        commitListeners.remove(listener);
    }

    /** Lets go of the blocks of which every record is at or below {@code position}, except the newest block. */
    void releaseUpTo(long position) {
        Block before = beforeFirst;
        Block candidate = before.next;
        while (candidate != null && candidate.highestPosition <= position && candidate.next != null) {
            before = candidate;
            candidate = candidate.next;
        }
        beforeFirst = before;
    }

    /** How many blocks the storage itself retains. */
    int retainedBlocks() {
        int count = 0;
        for (Block block = beforeFirst.next; block != null; block = block.next) {
            count++;
        }
        return count;
    }

    private static final class Block {

        private final long lowestPosition;
        private final long highestPosition;
        private final DirectBuffer content;

        private volatile @Nullable Block next;

        private Block(long lowestPosition, long highestPosition, DirectBuffer content) {
            this.lowestPosition = lowestPosition;
            this.highestPosition = highestPosition;
            this.content = content;
        }
    }

    private final class ChainReader implements LogStorageReader {

        private Block previous = beforeFirst;

        @Override
        public void seek(long position) {
            Block before = beforeFirst;
            Block candidate = before.next;
            while (candidate != null) {
                Block following = candidate.next;
                if (following == null || following.lowestPosition > position) {
                    break;
                }
                before = candidate;
                candidate = following;
            }
            previous = before;
        }

        @Override
        public boolean hasNext() {
            return previous.next != null;
        }

        @Override
        public DirectBuffer next() {
            Block following = previous.next;
            if (following == null) {
                throw new NoSuchElementException();
            }
            previous = following;
            return following.content;
        }

        @Override
        public void close() {
            previous = new Block(Long.MAX_VALUE, Long.MAX_VALUE, EMPTY);
        }
    }
}

package dev.hallpass.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.zeebe.logstreams.storage.LogStorage;
import io.camunda.zeebe.logstreams.storage.LogStorageReader;
import io.camunda.zeebe.util.buffer.BufferWriter;
import java.lang.ref.WeakReference;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

class EngineLogStorageTest {

    private final EngineLogStorage storage = new EngineLogStorage();

    @Test
    void aReaderSeesBlocksInOrderAndThoseThatComeLater() {
        // given
        append(1);
        LogStorageReader reader = storage.newReader();
        assertThat(reader.next().getLong(0)).isEqualTo(1);
        assertThat(reader.hasNext()).isFalse();
        // when
        append(2);
        // then
        assertThat(reader.hasNext()).isTrue();
        assertThat(reader.next().getLong(0)).isEqualTo(2);
    }

    @Test
    void seekingFindsTheBlockThatHoldsThePosition() {
        append(10);
        append(20);
        append(30);
        assertThat(blockAt(Long.MIN_VALUE)).isEqualTo(10);
        assertThat(blockAt(20)).isEqualTo(20);
        assertThat(blockAt(25)).isEqualTo(20);
        assertThat(blockAt(Long.MAX_VALUE)).isEqualTo(30);
    }

    @Test
    void releasedBlocksAreGoneExceptTheNewest() {
        append(1);
        append(2);
        append(3);
        storage.releaseUpTo(2);
        assertThat(storage.retainedBlocks()).isEqualTo(1);
        storage.releaseUpTo(3);
        assertThat(storage.retainedBlocks()).isEqualTo(1);
        assertThat(blockAt(Long.MIN_VALUE)).isEqualTo(3);
    }

    @Test
    void aReaderThatLagsStillReadsWhatTheStorageHasReleased() {
        // given
        append(1);
        LogStorageReader reader = storage.newReader();
        append(2);
        append(3);
        // when
        storage.releaseUpTo(3);
        // then
        assertThat(reader.next().getLong(0)).isEqualTo(1);
        assertThat(reader.next().getLong(0)).isEqualTo(2);
        assertThat(reader.next().getLong(0)).isEqualTo(3);
    }

    @Test
    void whatNobodyCanReadAnyMoreIsGarbage() {
        // given
        append(1);
        WeakReference<DirectBuffer> first =
                new WeakReference<>(storage.newReader().next());
        append(2);
        append(3);
        // when
        storage.releaseUpTo(3);
        // then
        await().untilAsserted(() -> {
            System.gc();
            assertThat(first.get()).isNull();
        });
    }

    private long blockAt(long position) {
        LogStorageReader reader = storage.newReader();
        reader.seek(position);
        return reader.next().getLong(0);
    }

    private void append(long position) {
        storage.append(position, position, new OneNumber(position), new LogStorage.AppendListener() {});
    }

    private record OneNumber(long number) implements BufferWriter {

        @Override
        public int getLength() {
            return Long.BYTES;
        }

        @Override
        public int write(MutableDirectBuffer buffer, int offset) {
            buffer.putLong(offset, number);
            return Long.BYTES;
        }
    }
}

package dev.hallpass.embedded.engine;

import static org.awaitility.Awaitility.await;

import io.camunda.zeebe.logstreams.log.LogStreamReader;
import io.camunda.zeebe.logstreams.log.LoggedEvent;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.intent.Intent;

/** What an engine has done since this was made, for what no answer tells: an exporter would see the same. */
final class EngineEvents implements AutoCloseable {

    private final LogStreamReader reader;

    EngineEvents(EmbeddedEngine engine) {
        reader = engine.partition().newReader();
        reader.seekToEnd();
    }

    /** Waits for the next event of this kind and returns the key of its record. */
    long next(Intent intent) {
        return await().until(() -> find(intent), key -> key > 0);
    }

    private long find(Intent intent) {
        while (reader.hasNext()) {
            LoggedEvent event = reader.next();
            RecordMetadata metadata = new RecordMetadata();
            event.readMetadata(metadata);
            if (metadata.getRecordType() == RecordType.EVENT
                    && metadata.getIntent().equals(intent)) {
                return event.getKey();
            }
        }
        return 0;
    }

    @Override
    public void close() {
        reader.close();
    }
}

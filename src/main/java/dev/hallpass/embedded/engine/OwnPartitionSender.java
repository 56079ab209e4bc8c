package dev.hallpass.embedded.engine;

import io.camunda.zeebe.logstreams.log.LogAppendEntry;
import io.camunda.zeebe.logstreams.log.LogStreamWriter;
import io.camunda.zeebe.logstreams.log.WriteContext;
import io.camunda.zeebe.protocol.impl.encoding.AuthInfo;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.impl.record.UnifiedRecordValue;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.stream.api.InterPartitionCommandSender;
import org.jspecify.annotations.Nullable;

/** Delivers what the engine sends to a partition: there is only one, so back into the same log. */
final class OwnPartitionSender implements InterPartitionCommandSender {

    private final LogStreamWriter writer;

    OwnPartitionSender(LogStreamWriter writer) {
        this.writer = writer;
    }

    @Override
    public void sendCommand(
            int receiverPartitionId,
            ValueType valueType,
            Intent intent,
            @Nullable Long recordKey,
            UnifiedRecordValue command,
            @Nullable AuthInfo authInfo) {
        RecordMetadata metadata = new RecordMetadata()
                .recordType(RecordType.COMMAND)
                .valueType(valueType)
                .intent(intent);
        if (authInfo != null) {
            metadata.authorization(authInfo);
        }
        LogAppendEntry entry = recordKey == null
                ? LogAppendEntry.of(metadata, command)
                : LogAppendEntry.of(recordKey, metadata, command);
        writer.tryWrite(WriteContext.interPartition(), entry);
    }
}

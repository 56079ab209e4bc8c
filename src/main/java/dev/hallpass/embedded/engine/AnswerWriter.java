package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.stream.api.CommandResponseWriter;
import io.camunda.zeebe.util.buffer.BufferUtil;
import io.camunda.zeebe.util.buffer.BufferWriter;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes the engine's answers and gives each to the request that waits for it.
 *
 * <p>Used by the engine's processing thread alone, one answer after the other.
 */
final class AnswerWriter implements CommandResponseWriter {

    private final PendingRequests pending;

    private long key;
    private Intent intent = Intent.UNKNOWN;
    private RecordType recordType = RecordType.NULL_VAL;
    private ValueType valueType = ValueType.NULL_VAL;
    private RejectionType rejectionType = RejectionType.NULL_VAL;
    private String rejectionReason = "";
    private DirectBuffer content = new UnsafeBuffer(new byte[0]);

    AnswerWriter(PendingRequests pending) {
        this.pending = pending;
    }

    @Override
    public CommandResponseWriter partitionId(int partitionId) {
        return this;
    }

    @Override
    public CommandResponseWriter key(long key) {
        this.key = key;
        return this;
    }

    @Override
    public CommandResponseWriter intent(Intent intent) {
        this.intent = intent;
        return this;
    }

    @Override
    public CommandResponseWriter recordType(RecordType type) {
        this.recordType = type;
        return this;
    }

    @Override
    public CommandResponseWriter valueType(ValueType valueType) {
        this.valueType = valueType;
        return this;
    }

    @Override
    public CommandResponseWriter rejectionType(RejectionType rejectionType) {
        this.rejectionType = rejectionType;
        return this;
    }

    @Override
    public CommandResponseWriter rejectionReason(DirectBuffer rejectionReason) {
        this.rejectionReason = BufferUtil.bufferAsString(rejectionReason);
        return this;
    }

    @Override
    public CommandResponseWriter valueWriter(BufferWriter value) {
        UnsafeBuffer copy = new UnsafeBuffer(new byte[value.getLength()]);
        value.write(copy, 0);
        this.content = copy;
        return this;
    }

    @Override
    public void tryWriteResponse(int requestStreamId, long requestId) {
        if (recordType == RecordType.COMMAND_REJECTION) {
            String message =
                    "Command '%s' rejected with code '%s': %s".formatted(intent, rejectionType, rejectionReason);
            pending.fail(requestId, new CommandFailedException(FailureKind.of(rejectionType), message));
        } else {
            pending.answer(requestId, new EngineAnswer(key, valueType, content));
        }
    }
}

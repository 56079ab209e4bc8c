package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.impl.record.UnifiedRecordValue;
import io.camunda.zeebe.protocol.record.ValueType;
import org.agrona.DirectBuffer;

/**
 * What the engine answered to a command it accepted.
 *
 * @param key key of the record that the command made or changed
 * @param valueType which kind of record the answer is
 * @param content the record, encoded; owned by this answer
 */
record EngineAnswer(long key, ValueType valueType, DirectBuffer content) {

    /** Reads the content into {@code target} and returns it. */
    <T extends UnifiedRecordValue> T readInto(T target) {
        target.wrap(content, 0, content.capacity());
        return target;
    }
}

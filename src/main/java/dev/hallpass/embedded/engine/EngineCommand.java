package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.impl.record.UnifiedRecordValue;
import io.camunda.zeebe.protocol.record.intent.Intent;

/**
 * What a client asks of the engine.
 *
 * @param intent what to do
 * @param key which record to do it to, {@link #NO_KEY} where the engine makes a new one
 * @param value the details; its class says which kind of record is meant
 */
record EngineCommand(Intent intent, long key, UnifiedRecordValue value) {

    static final long NO_KEY = -1;

    static EngineCommand create(Intent intent, UnifiedRecordValue value) {
        return new EngineCommand(intent, NO_KEY, value);
    }
}

package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.impl.record.value.message.MessageCorrelationRecord;
import io.camunda.zeebe.protocol.impl.record.value.message.MessageRecord;
import io.camunda.zeebe.protocol.impl.record.value.signal.SignalRecord;
import io.camunda.zeebe.protocol.record.intent.MessageCorrelationIntent;
import io.camunda.zeebe.protocol.record.intent.MessageIntent;
import io.camunda.zeebe.protocol.record.intent.SignalIntent;

/** Messages and signals from clients. */
final class EventCommands {

    private EventCommands() {}

    /**
     * Publishes a message.
     *
     * @param messageId keeps a second message of this id out while the first lives; empty: no check
     * @param timeToLive how long the message waits for somebody to correlate with, in milliseconds
     */
    static EngineCommand publish(
            String name, String correlationKey, String messageId, long timeToLive, String variables) {
        MessageRecord message = new MessageRecord()
                .setName(name)
                .setCorrelationKey(correlationKey)
                .setTimeToLive(timeToLive)
                .setVariables(Variables.encode(variables));
        if (!messageId.isEmpty()) {
            message.setMessageId(messageId);
        }
        return EngineCommand.create(MessageIntent.PUBLISH, message);
    }

    /** Correlates a message at once, or is rejected as not found. */
    static EngineCommand correlate(String name, String correlationKey, String variables) {
        MessageCorrelationRecord message = new MessageCorrelationRecord()
                .setName(name)
                .setCorrelationKey(correlationKey)
                .setVariables(Variables.encode(variables));
        return EngineCommand.create(MessageCorrelationIntent.CORRELATE, message);
    }

    static EngineCommand broadcast(String signalName, String variables) {
        SignalRecord signal = new SignalRecord().setSignalName(signalName).setVariables(Variables.encode(variables));
        return EngineCommand.create(SignalIntent.BROADCAST, signal);
    }
}

package dev.hallpass.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.ProblemException;
import io.camunda.client.api.response.CorrelateMessageResponse;
import io.camunda.client.api.response.PublishMessageResponse;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.protocol.record.intent.MessageIntent;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedEngineMessagesTest {

    private static final Duration BRIEFLY = Duration.ofMillis(300);

    @RegisterExtension
    final RunningEngine engine = new RunningEngine();

    @BeforeEach
    void deploy() {
        engine.deploy(Bpmn.createExecutableProcess("submitted")
                .startEvent("asked")
                .message("request-submitted")
                .serviceTask("taking-in", task -> task.zeebeJobType("take-in"))
                .endEvent()
                .done());
        engine.deploy(Bpmn.createExecutableProcess("cancellable")
                .startEvent()
                .intermediateCatchEvent(
                        "until",
                        event -> event.message(
                                message -> message.name("cancelled").zeebeCorrelationKeyExpression("requestId")))
                .serviceTask("ending", task -> task.zeebeJobType("end"))
                .endEvent()
                .done());
        engine.deploy(Bpmn.createExecutableProcess("alerted")
                .startEvent("alarmed")
                .signal("alarm")
                .serviceTask("running", task -> task.zeebeJobType("run"))
                .endEvent()
                .done());
    }

    @Test
    void aMessageStartsAnInstanceOnceForItsId() {
        // when
        PublishMessageResponse first = publish("request-submitted", "r-1", "event-1", Duration.ofMinutes(5));
        // then
        assertThat(first.getMessageKey()).isPositive();
        assertThat(first.getTenantId()).isEqualTo("<default>");
        assertThat(engine.activateOne("take-in").getVariablesAsMap()).containsEntry("requestId", "r-1");
        assertThatThrownBy(() -> publish("request-submitted", "r-1", "event-1", Duration.ofMinutes(5)))
                .asInstanceOf(type(ClientStatusException.class))
                .extracting(ClientStatusException::getStatusCode)
                .isEqualTo(Status.Code.ALREADY_EXISTS);
        assertThat(engine.activate("take-in", BRIEFLY)).isEmpty();
    }

    @Test
    void aMessageWaitsForItsReceiverAsLongAsItLives() {
        // given
        publish("cancelled", "r-2", "event-2", Duration.ofMinutes(5));
        // when
        engine.create("cancellable", Map.of("requestId", "r-2"));
        // then
        assertThat(engine.activateOne("end").getElementId()).isEqualTo("ending");
    }

    @Test
    void aMessageWhoseTimeIsOverIsForgottenAndItsIdIsFree() {
        // given
        try (EngineEvents events = new EngineEvents(engine.engine())) {
            publish("cancelled", "r-3", "event-3", Duration.ofMinutes(5));
            // when
            engine.clock().shiftBy(Duration.ofMinutes(10));
            events.next(MessageIntent.EXPIRED);
        }
        // then
        engine.create("cancellable", Map.of("requestId", "r-3"));
        assertThat(engine.activate("end", BRIEFLY)).isEmpty();
        publish("cancelled", "r-3", "event-3", Duration.ZERO);
        assertThat(engine.activateOne("end").getElementId()).isEqualTo("ending");
    }

    @Test
    void aCorrelationTellsWhichInstanceTookTheMessage() {
        // given
        long instance = engine.create("cancellable", Map.of("requestId", "r-4")).getProcessInstanceKey();
        // when
        CorrelateMessageResponse correlated = correlate("r-4");
        // then
        assertThat(correlated.getProcessInstanceKey()).isEqualTo(instance);
        assertThat(correlated.getMessageKey()).isPositive();
        assertThat(engine.activateOne("end").getVariablesAsMap()).containsEntry("by", "ada");
    }

    @Test
    void aCorrelationThatNobodyWaitsForIsNotFound() {
        assertThatThrownBy(() -> correlate("nobody"))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::code)
                .isEqualTo(404);
    }

    @Test
    void aSignalStartsWhateverWaitsForIt() {
        // when
        long key = engine.client()
                .newBroadcastSignalCommand()
                .signalName("alarm")
                .variables(Map.of("level", 3))
                .send()
                .join()
                .getKey();
        // then
        assertThat(key).isPositive();
        assertThat(engine.activateOne("run").getVariablesAsMap()).containsEntry("level", 3);
    }

    private PublishMessageResponse publish(String name, String correlationKey, String messageId, Duration timeToLive) {
        return engine.client()
                .newPublishMessageCommand()
                .messageName(name)
                .correlationKey(correlationKey)
                .messageId(messageId)
                .timeToLive(timeToLive)
                .variables(Map.of("requestId", correlationKey))
                .send()
                .join();
    }

    private CorrelateMessageResponse correlate(String correlationKey) {
        return engine.client()
                .newCorrelateMessageCommand()
                .messageName("cancelled")
                .correlationKey(correlationKey)
                .variables(Map.of("by", "ada"))
                .send()
                .join();
    }
}

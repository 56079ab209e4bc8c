package dev.hallpass.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedEngineTimersTest {

    private static final Duration NOT_YET = Duration.ofMillis(500);

    @RegisterExtension
    final RunningEngine engine = new RunningEngine();

    @Test
    void aTimerFiresOnTimeByTheRealClock() {
        // given
        engine.deploy(waitUntilThenRevoke());
        Instant expiresAt = Instant.now().plusSeconds(1);
        engine.create("wait", Map.of("expiresAt", expiresAt.toString()));
        // when
        engine.activateOne("revoke");
        // then
        assertThat(Instant.now()).isBetween(expiresAt, expiresAt.plusSeconds(2));
    }

    @Test
    void aTimerFollowsTheInjectedClock() {
        // given
        engine.deploy(waitUntilThenRevoke());
        Instant expiresAt = Instant.now().plus(Duration.ofDays(90));
        engine.create("wait", Map.of("expiresAt", expiresAt.toString()));
        assertThat(engine.activate("revoke", NOT_YET)).isEmpty();
        // when
        engine.clock().shiftBy(Duration.ofDays(89));
        assertThat(engine.activate("revoke", NOT_YET)).isEmpty();
        engine.clock().shiftBy(Duration.ofDays(1));
        // then
        assertThat(engine.activateOne("revoke").getElementId()).isEqualTo("revoking");
    }

    @Test
    void aClientMayPinTheClockAndLetItGo() {
        // given
        engine.deploy(waitUntilThenRevoke());
        Instant expiresAt = Instant.now().plus(Duration.ofDays(3));
        engine.create("wait", Map.of("expiresAt", expiresAt.toString()));
        // when
        engine.client()
                .newPinClockCommand()
                .time(expiresAt.plusSeconds(1))
                .send()
                .join();
        // then
        engine.activateOne("revoke");
        engine.client().newResetClockCommand().send().join();
        engine.create("wait", Map.of("expiresAt", expiresAt.toString()));
        assertThat(engine.activate("revoke", NOT_YET)).isEmpty();
    }

    @Test
    void aReminderRepeatsWhileTheTaskWaits() {
        // given
        engine.deploy(Bpmn.createExecutableProcess("remind")
                .startEvent()
                .serviceTask("waiting", task -> task.zeebeJobType("never"))
                .boundaryEvent("due", timer -> timer.cancelActivity(false).timerWithCycle("R2/PT1H"))
                .serviceTask("reminding", task -> task.zeebeJobType("remind"))
                .endEvent()
                .done());
        engine.create("remind");
        // when
        engine.clock().shiftBy(Duration.ofMinutes(61));
        engine.activateOne("remind");
        engine.clock().shiftBy(Duration.ofMinutes(61));
        // then
        engine.activateOne("remind");
    }

    private static BpmnModelInstance waitUntilThenRevoke() {
        return Bpmn.createExecutableProcess("wait")
                .startEvent()
                .intermediateCatchEvent("until", event -> event.timerWithDateExpression("expiresAt"))
                .serviceTask("revoking", task -> task.zeebeJobType("revoke"))
                .endEvent()
                .done();
    }
}

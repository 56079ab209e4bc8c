package dev.hallpass.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallpass.connector.ConnectorException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A reading that is interrupted, refused or wanted by two goes on where it was. */
class DiscoveryResumeTest extends DiscoveryScenario {

    @Test
    void whateverPageAProcessDiesAtTheNextOneGoesOnThere() {
        one.readAll();
        int whole = application.asked.size();
        for (int calls = 0; calls < whole; calls++) {
            anApplicationWithOneRepository();
            application.asked.clear();
            one = instance();
            application.dieAfter = calls;
            one.discovery.resume();
            DiscoveryInstance killed = one;
            assertThatThrownBy(killed.discovery::discoverFully).hasMessage("killed");
            application.dieAfter = Integer.MAX_VALUE;
            context.clock().advance(DiscoveryStates.LEASE);
            one = instance();
            one.readAll();

            assertThat(application.asked)
                    .as("killed after %d calls", calls)
                    .hasSize(whole)
                    .doesNotHaveDuplicates();
            assertThat(one.progress().resourcesRead()).isEqualTo(4);
        }
    }

    @Test
    void aUsedUpBudgetPausesUntilACallIsFree() {
        application.refusals.put("of {api}", new ConnectorException.RateLimited("used up", Duration.ofMinutes(7)));
        one.readAll();
        assertThat(one.progress().pausedUntil())
                .isEqualTo(context.clock().instant().plus(Duration.ofMinutes(7)));
        assertThat(one.progress().timeLeft()).isPositive();
        application.refusals.clear();
        later(Duration.ofMinutes(6));
        assertThat(application.asked).isEmpty();

        later(Duration.ofMinutes(1));
        assertThat(application.asked).containsExactly("of {api}");
        assertThat(one.progress().phase()).isEqualTo(DiscoveryPhase.WATCHING);
    }

    @Test
    void oneInstanceAtATimeReads() {
        one.states.take(FakeApplication.NAME);
        DiscoveryInstance other = instance();
        other.readAll();
        assertThat(application.asked).isEmpty();

        one.states.release(FakeApplication.NAME);
        other.readAll();
        assertThat(application.asked).isNotEmpty();
    }
}

package dev.hallpass.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallpass.connector.ConnectorException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What monitoring is told of the reading. */
class DiscoveryGaugesTest extends DiscoveryScenario {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void showGauges() {
        new DiscoveryGauges(one.connectors, one.report, context.jdbc(), meters, context.clock());
    }

    private double gauge(String name) {
        return meters.get("hallpass." + name)
                .tag("application", FakeApplication.NAME)
                .gauge()
                .value();
    }

    @Test
    void beforeAnythingIsReadNothingIsKnown() {
        assertThat(gauge("discovery.read")).isZero();
        assertThat(gauge("discovery.lists.age")).isNaN();
        assertThat(gauge("access.observed.age")).isNaN();
    }

    @Test
    void whatIsLeftAndHowLongTheReadingWaitsIsTold() {
        application.refusals.put("of {api}", new ConnectorException.RateLimited("used up", Duration.ofMinutes(7)));
        one.readAll();

        assertThat(gauge("discovery.read")).isEqualTo(3);
        assertThat(gauge("discovery.left")).isEqualTo(1);
        assertThat(gauge("discovery.time.left")).isPositive();
        assertThat(gauge("discovery.paused")).isEqualTo(420);
        assertThat(gauge("access.observed.missing")).isEqualTo(1);
    }

    @Test
    void theOldestReadingTellsHowOldWhatIsKnownIs() {
        one.readAll();
        context.clock().advance(Duration.ofMinutes(3));

        assertThat(gauge("discovery.left")).isZero();
        assertThat(gauge("discovery.time.left")).isZero();
        assertThat(gauge("discovery.paused")).isZero();
        assertThat(gauge("discovery.lists.age")).isEqualTo(180);
        assertThat(gauge("access.observed.age")).isEqualTo(180);
        assertThat(gauge("access.observed.missing")).isZero();
    }
}

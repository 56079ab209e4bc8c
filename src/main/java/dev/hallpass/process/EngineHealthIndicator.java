package dev.hallpass.process;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Tells whether the engine has been prepared and answers; without it requests wait, but revocations go on. */
@Component("engine")
class EngineHealthIndicator implements HealthIndicator {

    private final EngineConnection connection;
    private final EnginePulse pulse;

    EngineHealthIndicator(EngineConnection connection, EnginePulse pulse) {
        this.connection = connection;
        this.pulse = pulse;
    }

    @Override
    public Health health() {
        return connection.isConnected() && pulse.isAnswering()
                ? Health.up().build()
                : Health.down().build();
    }
}

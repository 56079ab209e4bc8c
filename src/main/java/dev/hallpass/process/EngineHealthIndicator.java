package dev.hallpass.process;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Tells whether the engine has been reached; without it requests wait, but revocations go on. */
@Component("engine")
class EngineHealthIndicator implements HealthIndicator {

    private final EngineConnection connection;

    EngineHealthIndicator(EngineConnection connection) {
        this.connection = connection;
    }

    @Override
    public Health health() {
        return connection.isConnected() ? Health.up().build() : Health.down().build();
    }
}

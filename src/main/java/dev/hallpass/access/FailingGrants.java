package dev.hallpass.access;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Shows operators how many agreed grants are kept waiting by the application, or by our credentials. */
@Component
class FailingGrants {

    FailingGrants(GrantRows rows, MeterRegistry metrics) {
        Gauge.builder("hallpass.grants.failing", rows, GrantRows::countFailingGrants)
                .description("Agreed grants that could not be given yet and are tried again")
                .register(metrics);
    }
}

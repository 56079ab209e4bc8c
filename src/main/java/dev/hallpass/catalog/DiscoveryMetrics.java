package dev.hallpass.catalog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what the reading costs. */
@Component
class DiscoveryMetrics {

    private final MeterRegistry registry;

    DiscoveryMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void called(String application) {
        counter("hallpass.discovery.calls", "Pages and questions that the reading of an application took", application);
    }

    void failed(String application) {
        counter("hallpass.discovery.failures", "Pages and questions that an application did not answer", application);
    }

    void doubted(String application) {
        counter(
                "hallpass.discovery.doubted",
                "Readings that were not believed, because accounts seem to be shown under other ids",
                application);
    }

    private void counter(String name, String description, String application) {
        Counter.builder(name)
                .description(description)
                .tag("application", application)
                .register(registry)
                .increment();
    }
}

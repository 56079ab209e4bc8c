package dev.hallpass.catalog;

import dev.hallpass.connector.Connector;
import dev.hallpass.connector.Connectors;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shows how far the reading of each application is, and how old what is known of it; the same in all instances. */
@Component
class DiscoveryGauges {

    private static final double UNKNOWN = Double.NaN;

    private final ProgressReport report;
    private final JdbcClient jdbc;
    private final Clock clock;

    DiscoveryGauges(
            Connectors connectors, ProgressReport report, JdbcClient jdbc, MeterRegistry registry, Clock clock) {
        this.report = report;
        this.jdbc = jdbc;
        this.clock = clock;
        connectors.all().forEach(connector -> register(connector, registry));
    }

    /** @param oldest the oldest of the last readings of all resources; null if none was ever read */
    private record Age(@Nullable Instant oldest, int never) {}

    private void register(Connector connector, MeterRegistry registry) {
        gauge(
                connector,
                registry,
                "discovery.read",
                "Resources whose permissions the full discovery has read",
                each -> report.of(each).resourcesRead());
        gauge(connector, registry, "discovery.left", "Resources whose permissions it has still to read", each -> {
            DiscoveryProgress progress = report.of(each);
            return progress.resources() - progress.resourcesRead();
        });
        seconds(
                connector,
                registry,
                "discovery.time.left",
                "How long the full discovery is likely to take still",
                each -> timeLeft(report.of(each)));
        seconds(
                connector,
                registry,
                "discovery.paused",
                "How long the reading waits still for a free call or an answer",
                each -> {
                    Instant until = report.of(each).pausedUntil();
                    return until == null ? 0 : seconds(Duration.between(clock.instant(), until));
                });
        seconds(
                connector,
                registry,
                "discovery.lists.age",
                "Since when the lists have not been read to their end",
                each -> since(report.of(each).listsCompletedAt()));
        seconds(
                connector,
                registry,
                "access.observed.age",
                "How old the oldest reading of permissions is",
                each -> since(age(each).oldest()));
        gauge(
                connector,
                registry,
                "access.observed.missing",
                "Resources whose permissions were never read",
                each -> age(each).never());
    }

    private static void gauge(
            Connector connector,
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleFunction<Connector> value) {
        Gauge.builder("hallpass." + name, connector, value)
                .description(description)
                .tag("application", connector.application())
                .register(registry);
    }

    private static void seconds(
            Connector connector,
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleFunction<Connector> value) {
        Gauge.builder("hallpass." + name, connector, value)
                .description(description)
                .baseUnit("seconds")
                .tag("application", connector.application())
                .register(registry);
    }

    private static double timeLeft(DiscoveryProgress progress) {
        Duration left = progress.timeLeft();
        if (left != null) {
            return seconds(left);
        }
        return progress.phase() == DiscoveryPhase.WATCHING ? 0 : UNKNOWN;
    }

    private double since(@Nullable Instant at) {
        return at == null ? UNKNOWN : seconds(Duration.between(at, clock.instant()));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private Age age(Connector connector) {
        return jdbc.sql("select min(read_at), count(*) filter (where read_at is null) from resource_reading where"
                        + " application = ?")
                .param(connector.application())
                .query((row, number) -> {
                    Timestamp oldest = row.getTimestamp(1);
                    return new Age(oldest == null ? null : oldest.toInstant(), row.getInt(2));
                })
                .single();
    }
}

package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.ApplicationSettings;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Objects;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Builds a connector from its settings. */
final class BitbucketCloudConnectorFactory implements ConnectorFactory {

    /** Bitbucket adds fields without notice. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final MeterRegistry meters;
    private final ObservationRegistry observations;
    private final Clock clock;

    BitbucketCloudConnectorFactory(MeterRegistry meters, Clock clock) {
        this(meters, ObservationRegistry.NOOP, clock);
    }

    BitbucketCloudConnectorFactory(MeterRegistry meters, ObservationRegistry observations, Clock clock) {
        this.meters = meters;
        this.observations = observations;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "bitbucket-cloud";
    }

    @Override
    public Connector create(ApplicationSettings settings) {
        return create(settings, Exchanges.httpClient(settings.connectTimeout()));
    }

    Connector create(ApplicationSettings settings, HttpClient http) {
        requireHttp(settings);
        RateBudget budget = new RateBudget(settings.callsPerHour(), clock);
        Refusals refusals = new Refusals(settings.name(), JSON);
        Addresses addresses = new Addresses(settings.baseUrl(), Objects.requireNonNull(settings.workspace()));
        CallSender sender = new CallSender(
                new Exchanges(http, ApiToken.of(settings), settings.requestTimeout(), observations),
                budget,
                new RetryPolicy(settings.maxAttempts(), settings.retryBudget(), settings.firstBackoff()),
                refusals,
                new CallMetrics(meters, settings.name(), budget),
                clock);
        return new BitbucketCloudConnector(
                settings.name(), new BitbucketCloudApi(sender, addresses, refusals, JSON), addresses, refusals);
    }

    private static void requireHttp(ApplicationSettings settings) {
        String scheme = settings.baseUrl().getScheme();
        if (settings.baseUrl().getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new IllegalArgumentException("hallpass.applications '" + settings.name()
                    + "': base-url must be an http(s) address, not " + settings.baseUrl());
        }
    }
}

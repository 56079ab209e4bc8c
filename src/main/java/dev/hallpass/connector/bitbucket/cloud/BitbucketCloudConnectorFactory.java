package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.ApplicationSettings;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorFactory;
import dev.hallpass.connector.http.JsonApi;
import dev.hallpass.connector.http.Surroundings;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Objects;

/** Builds a connector from its settings. */
final class BitbucketCloudConnectorFactory implements ConnectorFactory {

    private final Surroundings surroundings;

    BitbucketCloudConnectorFactory(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public String type() {
        return "bitbucket-cloud";
    }

    @Override
    public Connector create(ApplicationSettings settings) {
        return create(settings, JsonApi.httpClient(settings.connectTimeout()));
    }

    Connector create(ApplicationSettings settings, HttpClient http) {
        JsonApi api = JsonApi.connect(settings, http, new CloudRefusals(settings.name()), surroundings);
        String workspace = Objects.requireNonNull(settings.workspace());
        Map<String, String> options = settings.options();
        Addresses addresses = new Addresses(settings.baseUrl(), workspace, options.get("groups-base-url"));
        BitbucketCloudConnector.Shared shared = new BitbucketCloudConnector.Shared(
                settings.name(),
                workspace,
                Boolean.parseBoolean(options.get("groups-managed-centrally")),
                "by-hand".equals(options.get("invitations")),
                new Webhooks(settings.name(), settings.webhookSecret()));
        return new BitbucketCloudConnector(shared, new BitbucketCloudApi(api, addresses), addresses);
    }
}

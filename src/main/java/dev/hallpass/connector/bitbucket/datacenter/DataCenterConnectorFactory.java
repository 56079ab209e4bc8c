package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.ApplicationSettings;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorFactory;
import dev.hallpass.connector.CredentialSettings;
import dev.hallpass.connector.http.JsonApi;
import dev.hallpass.connector.http.Surroundings;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a connector from its settings. Credentials without a user are HTTP access tokens, which Bitbucket never lets
 * administer the server; those with one are passwords. Where there are both, passwords are used for administration only.
 */
final class DataCenterConnectorFactory implements ConnectorFactory {

    private final Surroundings surroundings;

    DataCenterConnectorFactory(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public String type() {
        return "bitbucket-datacenter";
    }

    @Override
    public Connector create(ApplicationSettings settings) {
        return create(settings, JsonApi.httpClient(settings.connectTimeout()));
    }

    Connector create(ApplicationSettings settings, HttpClient http) {
        Options options = Options.of(settings);
        List<CredentialSettings> tokens = new ArrayList<>();
        List<CredentialSettings> passwords = new ArrayList<>();
        for (CredentialSettings each : credentials(settings)) {
            String user = each.user();
            (user == null || user.isBlank() ? tokens : passwords).add(each);
        }
        JsonApi usual = connect(settings, settings.name(), tokens.isEmpty() ? passwords : tokens, http);
        JsonApi administration = passwords.isEmpty()
                ? null
                : tokens.isEmpty() ? usual : connect(settings, settings.name() + " administration", passwords, http);
        return connector(settings, options, usual, administration);
    }

    private Connector connector(
            ApplicationSettings settings, Options options, JsonApi usual, @Nullable JsonApi administration) {
        Addresses addresses = new Addresses(settings.baseUrl());
        Places places = new Places(addresses, options, surroundings.clock());
        Accounts accounts = new Accounts(addresses, surroundings.clock());
        GroupMemberships groups = new GroupMemberships(addresses);
        String workspace = settings.workspace();
        String server =
                workspace == null || workspace.isBlank() ? settings.baseUrl().getHost() : workspace;
        return new DataCenterConnector(
                settings.name(),
                new DataCenterApi(usual, administration, options.requireUserName()),
                new DataCenterConnector.Parts(
                        addresses,
                        places,
                        accounts,
                        new PermissionRoles(addresses, places, accounts, new EffectiveRoles(addresses, options)),
                        groups,
                        new Discovery(addresses, places, groups, server),
                        new Webhooks(settings.name(), settings.webhookSecret())),
                false);
    }

    private static List<CredentialSettings> credentials(ApplicationSettings settings) {
        List<CredentialSettings> all = new ArrayList<>(settings.credentials());
        String token = settings.token();
        if ((token != null && !token.isBlank()) || settings.tokenFile() != null || all.isEmpty()) {
            all.add(
                    0,
                    new CredentialSettings(
                            null,
                            settings.email(),
                            token,
                            settings.tokenFile(),
                            settings.callsPerHour(),
                            settings.expiresAt()));
        }
        return all;
    }

    private JsonApi connect(
            ApplicationSettings settings, String name, List<CredentialSettings> credentials, HttpClient http) {
        ApplicationSettings own = new ApplicationSettings(
                name,
                settings.type(),
                settings.baseUrl(),
                settings.workspace(),
                null,
                null,
                null,
                null,
                settings.callsPerHour(),
                settings.budget(),
                settings.connectTimeout(),
                settings.requestTimeout(),
                settings.maxAttempts(),
                settings.retryBudget(),
                settings.firstBackoff(),
                credentials,
                settings.fulfilment(),
                settings.fulfillers(),
                settings.drift(),
                settings.webhookSecret(),
                settings.options());
        return JsonApi.connect(own, http, new DataCenterRefusals(settings.name()), surroundings);
    }
}

package dev.hallpass.catalog;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.CredentialStatus;
import dev.hallpass.connector.Discovered;
import dev.hallpass.connector.DiscoveredPage;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.Presence;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.Urgency;
import dev.hallpass.connector.WebhookDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An application in memory whose every scope is a list that a test fills; read two items to a page. */
final class FakeApplication implements Connector {

    static final String NAME = "fake";
    private static final int PAGE = 2;
    private static final List<String> REPOSITORY_ROLES = List.of("read", "write", "admin");
    private static final List<String> PROJECT_ROLES = List.of("read", "write", "create-repo", "admin");

    /** By what is asked for. */
    final Map<String, List<Discovered>> lists = new HashMap<>();

    final Map<String, ConnectorException> refusals = new HashMap<>();
    final Map<String, Presence> presence = new HashMap<>();
    final List<String> asked = new ArrayList<>();

    /** The budget of its credential; 0 for none. */
    int callsPerHour;

    /** After so many calls the process dies. */
    int dieAfter = Integer.MAX_VALUE;

    void have(String scope, Discovered... items) {
        lists.put(scope, List.of(items));
    }

    @Override
    public DiscoveredPage discover(DiscoveryScope scope, @Nullable String cursor) {
        String key = key(scope);
        answer(cursor == null ? key : key + "@" + cursor);
        ConnectorException refusal = refusals.get(key);
        if (refusal != null) {
            throw refusal;
        }
        List<Discovered> all = lists.getOrDefault(key, List.of());
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        int to = Math.min(all.size(), from + PAGE);
        return new DiscoveredPage(all.subList(from, to), to < all.size() ? String.valueOf(to) : null, all.size());
    }

    private void answer(String call) {
        if (asked.size() >= dieAfter) {
            throw new AssertionError("killed");
        }
        asked.add(call);
    }

    private static String key(DiscoveryScope scope) {
        return switch (scope) {
            case DiscoveryScope.Resources resources -> resources.kind().name();
            case DiscoveryScope.Itself itself -> "itself " + itself.resource().externalId();
            case DiscoveryScope.Accounts accounts -> "accounts";
            case DiscoveryScope.Members members -> "of " + members.group().externalId();
            case DiscoveryScope.Permissions permissions ->
                "of " + permissions.resource().externalId();
        };
    }

    @Override
    public Presence presence(ConnectedResource resource) {
        answer("presence " + resource.externalId());
        return presence.getOrDefault(resource.externalId(), Presence.UNKNOWN);
    }

    @Override
    public Optional<String> inheritedRole(ResourceKind above, String role, ResourceKind below) {
        if (above == ResourceKind.WORKSPACE) {
            return role.equals("owner") && below != ResourceKind.GROUP ? Optional.of("admin") : Optional.empty();
        }
        if (above == ResourceKind.PROJECT && below == ResourceKind.REPOSITORY) {
            return Optional.of(role.equals("create-repo") ? "write" : role);
        }
        return Optional.empty();
    }

    @Override
    public List<ResourceKind> kinds() {
        return List.of(ResourceKind.values());
    }

    @Override
    public List<String> roles(ResourceKind kind) {
        return switch (kind) {
            case WORKSPACE -> List.of();
            case PROJECT -> PROJECT_ROLES;
            case REPOSITORY -> REPOSITORY_ROLES;
            case GROUP -> List.of("member");
        };
    }

    @Override
    public String application() {
        return NAME;
    }

    @Override
    public Connector at(Urgency urgency) {
        return this;
    }

    @Override
    public List<CredentialStatus> credentials() {
        return callsPerHour == 0
                ? List.of()
                : List.of(new CredentialStatus("fake", callsPerHour, callsPerHour, null, true));
    }

    @Override
    public Duration timeFor(int calls, Urgency urgency) {
        return Duration.ofSeconds(calls);
    }

    @Override
    public List<ConnectedResource> changed(WebhookDelivery delivery) {
        if (delivery.header("signature").isEmpty()) {
            throw new ConnectorException.Unauthenticated("not signed");
        }
        return List.of(new ConnectedResource(ResourceKind.REPOSITORY, "{api}", "fake/api"));
    }

    @Override
    public Optional<String> explicitRole(ConnectedResource resource, String account) {
        throw new UnsupportedOperationException("Discovery does not ask for this");
    }

    @Override
    public void setRole(ConnectedResource resource, String account, String role) {
        throw new UnsupportedOperationException("Discovery does not write");
    }

    @Override
    public void removeRole(ConnectedResource resource, String account) {
        throw new UnsupportedOperationException("Discovery does not write");
    }

    @Override
    public Map<String, String> explicitRoles(ConnectedResource resource, Set<String> accounts) {
        throw new UnsupportedOperationException("Discovery does not ask for this");
    }

    @Override
    public Optional<String> effectiveRole(ConnectedResource resource, String account) {
        throw new UnsupportedOperationException("Discovery does not ask for this");
    }

    @Override
    public Map<String, String> effectiveRoles(ConnectedResource resource, Set<String> accounts) {
        throw new UnsupportedOperationException("Discovery does not ask for this");
    }
}

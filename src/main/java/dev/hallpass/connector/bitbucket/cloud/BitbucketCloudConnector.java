package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.CredentialStatus;
import dev.hallpass.connector.Discovered;
import dev.hallpass.connector.DiscoveredPage;
import dev.hallpass.connector.DiscoveredResource;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.Presence;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.Urgency;
import dev.hallpass.connector.WebhookDelivery;
import dev.hallpass.connector.http.Answer;
import dev.hallpass.connector.http.Call;
import dev.hallpass.connector.http.PathSegment;
import dev.hallpass.connector.http.Refusals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Repository permissions of users in one Bitbucket Cloud workspace ({@code permissions-config}). An account is an
 * Atlassian account id, or a UUID in braces.
 */
final class BitbucketCloudConnector implements Connector {

    /** Lowest first. Bitbucket also answers {@code none}, which is not a role. */
    private static final List<String> REPOSITORY_ROLES = List.of("read", "write", "admin");

    private final String application;
    private final BitbucketCloudApi api;
    private final Addresses addresses;
    private final Refusals refusals;
    private volatile boolean filterAccepted = true;

    BitbucketCloudConnector(String application, BitbucketCloudApi api, Addresses addresses, Refusals refusals) {
        this.application = application;
        this.api = api;
        this.addresses = addresses;
        this.refusals = refusals;
    }

    @Override
    public String application() {
        return application;
    }

    @Override
    public List<String> roles(ResourceKind kind) {
        return kind == ResourceKind.REPOSITORY ? REPOSITORY_ROLES : List.of();
    }

    @Override
    public Optional<String> explicitRole(ConnectedResource resource, String account) {
        String repository = repository(resource);
        Call call = Call.get("read-permission", addresses.userPermission(repository, checked(account)));
        Answer answer = api.send(call);
        if (answer.status() == 404) {
            requireRepository(repository);
            return Optional.empty();
        }
        if (!answer.successful()) {
            throw refusals.of(call, answer);
        }
        return role(call, api.read(call, answer, UserPermission.class).permission());
    }

    @Override
    public void setRole(ConnectedResource resource, String account, String role) {
        String repository = repository(resource);
        if (!REPOSITORY_ROLES.contains(role)) {
            throw refusals.rejected("'" + role + "' is no role on a repository, " + REPOSITORY_ROLES + " are");
        }
        Call call = Call.put(
                "set-permission",
                addresses.userPermission(repository, checked(account)),
                "{\"permission\":\"" + role + "\"}");
        Answer answer = api.send(call);
        if (answer.status() == 404) {
            requireRepository(repository);
            throw new ConnectorException.NotFound(refusals.message(call, answer) + " (the account is unknown)");
        }
        if (answer.status() == 400 && !isMember(account)) {
            throw new ConnectorException.NotAMember(refusals.message(call, answer));
        }
        if (!answer.successful()) {
            throw refusals.of(call, answer);
        }
    }

    @Override
    public void removeRole(ConnectedResource resource, String account) {
        String repository = repository(resource);
        Call call = Call.delete("delete-permission", addresses.userPermission(repository, checked(account)));
        Answer answer = api.send(call);
        if (answer.status() == 404) {
            requireRepository(repository);
        } else if (!answer.successful()) {
            throw refusals.of(call, answer);
        }
    }

    @Override
    public Optional<String> effectiveRole(ConnectedResource resource, String account) {
        String repository = repository(resource);
        String filter = condition(checked(account));
        if (!filterAccepted) {
            return effectiveRole(repository, account, null);
        }
        try {
            return effectiveRole(repository, account, filter);
        } catch (ConnectorException.Rejected e) {
            // The description of the API shows filters on the permission only: read everybody's instead.
            Optional<String> role = effectiveRole(repository, account, null);
            filterAccepted = false;
            return role;
        }
    }

    /** Whatever the filter does, the account is compared here. */
    private Optional<String> effectiveRole(String repository, String account, @Nullable String filter) {
        Call call = Call.get("effective-permission", addresses.effectivePermissions(repository, filter));
        AtomicReference<@Nullable UserPermission> found = new AtomicReference<>();
        api.readPages(call, UserPermission.class, permission -> {
            if (permission.user() != null && permission.user().is(account)) {
                found.set(permission);
            }
            return found.get() == null;
        });
        UserPermission permission = found.get();
        return permission == null ? Optional.empty() : role(call, permission.permission());
    }

    @Override
    public Connector at(Urgency urgency) {
        return new BitbucketCloudConnector(application, api.at(urgency), addresses, refusals);
    }

    @Override
    public List<ResourceKind> kinds() {
        return List.of(ResourceKind.REPOSITORY);
    }

    @Override
    public Map<String, String> explicitRoles(ConnectedResource resource, Set<String> accounts) {
        Map<String, String> roles = new HashMap<>();
        accounts.forEach(account -> explicitRole(resource, account).ifPresent(role -> roles.put(account, role)));
        return roles;
    }

    @Override
    public Map<String, String> effectiveRoles(ConnectedResource resource, Set<String> accounts) {
        Map<String, String> roles = new HashMap<>();
        accounts.forEach(account -> effectiveRole(resource, account).ifPresent(role -> roles.put(account, role)));
        return roles;
    }

    @Override
    public Optional<String> inheritedRole(ResourceKind above, String role, ResourceKind below) {
        return Optional.empty();
    }

    @Override
    public Presence presence(ConnectedResource resource) {
        return Presence.UNKNOWN;
    }

    @Override
    public DiscoveredPage discover(DiscoveryScope scope, @Nullable String cursor) {
        if (!scope.equals(new DiscoveryScope.Resources(ResourceKind.REPOSITORY))) {
            throw refusals.rejected(scope + " cannot be read");
        }
        List<Discovered> found = new ArrayList<>();
        Call call = Call.get("list-repositories", addresses.repositories());
        api.readPages(call, Repository.class, repository -> {
            String uuid = repository.uuid();
            String path = repository.fullName();
            if (uuid == null || path == null) {
                throw refusals.unreadable(call, "a repository has no uuid or full_name");
            }
            String slug = repository.slug() != null ? repository.slug() : path.substring(path.indexOf('/') + 1);
            found.add(new DiscoveredResource(ResourceKind.REPOSITORY, uuid, path, slug, null, null));
            return true;
        });
        return new DiscoveredPage(found, null, null);
    }

    @Override
    public List<ConnectedResource> changed(WebhookDelivery delivery) {
        throw new ConnectorException.Unauthenticated("no webhook secret is set");
    }

    @Override
    public List<CredentialStatus> credentials() {
        return api.credentials();
    }

    @Override
    public Duration timeFor(int calls, Urgency urgency) {
        return api.timeFor(calls, urgency);
    }

    /**
     * A 404 also shows that the repository is gone, or our own rights in it. This call needs the same rights; when it
     * succeeds, the 404 was about the account.
     */
    private void requireRepository(String repository) {
        api.sendOrThrow(Call.get("check-repository", addresses.anyUserPermission(repository)));
    }

    private boolean isMember(String account) {
        Call call = Call.get("find-member", addresses.member(account));
        Answer answer = api.send(call);
        if (answer.status() == 404) {
            return false;
        }
        if (!answer.successful()) {
            throw refusals.of(call, answer);
        }
        return true;
    }

    /** Taking an unknown level for none would destroy it at the next revocation. */
    private Optional<String> role(Call call, @Nullable String permission) {
        if (permission == null) {
            throw refusals.unreadable(call, "it has no permission");
        }
        if (permission.equals("none")) {
            return Optional.empty();
        }
        if (!REPOSITORY_ROLES.contains(permission)) {
            throw refusals.rejected(call.describe() + " found the unknown permission '" + permission + "'");
        }
        return Optional.of(permission);
    }

    private String repository(ConnectedResource resource) {
        if (resource.kind() != ResourceKind.REPOSITORY) {
            throw refusals.rejected(resource.path() + " is no repository");
        }
        return checked(resource.externalId());
    }

    private String checked(String id) {
        try {
            PathSegment.encode(id);
            return id;
        } catch (IllegalArgumentException e) {
            throw refusals.rejected("'" + id + "' is no id");
        }
    }

    private static String condition(String account) {
        String field = account.startsWith("{") ? "user.uuid" : "user.account_id";
        return field + "=\"" + account.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}

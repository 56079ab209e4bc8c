package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.CallReservation;
import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.CredentialStatus;
import dev.hallpass.connector.DiscoveredPage;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.Membership;
import dev.hallpass.connector.NeededRights;
import dev.hallpass.connector.Presence;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.Urgency;
import dev.hallpass.connector.WebhookDelivery;
import dev.hallpass.connector.http.Call;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One Bitbucket Data Center server. An account is a user name; projects and repositories are known by their numbers,
 * groups by their names. The whole server is a resource too: global permissions are read, never given.
 */
final class DataCenterConnector implements Connector {

    private final String application;
    private final DataCenterApi api;
    private final Parts parts;
    private final boolean background;

    /** What all urgencies share. */
    record Parts(
            Addresses addresses,
            Places places,
            Accounts accounts,
            PermissionRoles permissions,
            GroupMemberships groups,
            Discovery discovery,
            Webhooks webhooks) {}

    DataCenterConnector(String application, DataCenterApi api, Parts parts, boolean background) {
        this.application = application;
        this.api = api;
        this.parts = parts;
        this.background = background;
    }

    @Override
    public String application() {
        return application;
    }

    @Override
    public Connector at(Urgency urgency) {
        return new DataCenterConnector(application, api.at(urgency), parts, urgency == Urgency.BACKGROUND);
    }

    @Override
    public List<ResourceKind> kinds() {
        return api.administration().isPresent()
                ? List.of(ResourceKind.WORKSPACE, ResourceKind.PROJECT, ResourceKind.REPOSITORY, ResourceKind.GROUP)
                : List.of(ResourceKind.PROJECT, ResourceKind.REPOSITORY, ResourceKind.GROUP);
    }

    @Override
    public List<String> roles(ResourceKind kind) {
        return switch (kind) {
            case PROJECT, REPOSITORY -> Level.of(kind).stream().map(Level::role).toList();
            case GROUP -> List.of(GroupMemberships.MEMBER);
            case WORKSPACE -> List.of();
        };
    }

    /** A token has no more than project and repository admin; the rest needs a password of an administrator. */
    @Override
    public NeededRights rights(ResourceKind kind) {
        return switch (kind) {
            case REPOSITORY -> new NeededRights(List.of("REPO_ADMIN"), List.of("REPO_ADMIN"));
            case PROJECT -> new NeededRights(List.of("PROJECT_ADMIN"), List.of("PROJECT_ADMIN"));
            case GROUP -> new NeededRights(List.of("LICENSED_USER"), List.of("ADMIN"));
            case WORKSPACE -> new NeededRights(List.of("ADMIN"), List.of());
        };
    }

    @Override
    public Optional<String> explicitRole(ConnectedResource resource, String account) {
        return Optional.ofNullable(explicitRoles(resource, Set.of(account)).get(account));
    }

    @Override
    public Map<String, String> explicitRoles(ConnectedResource resource, Set<String> accounts) {
        checked(resource, accounts);
        return switch (resource.kind()) {
            case PROJECT, REPOSITORY -> parts.permissions().explicit(api, resource, accounts, background);
            case GROUP -> parts.groups().roles(api, resource, accounts);
            case WORKSPACE -> ownGlobal(accounts);
        };
    }

    private Map<String, String> ownGlobal(Set<String> accounts) {
        DataCenterApi administration = api.administration()
                .orElseThrow(() -> api.refusals().rejected("no credential may read global permissions"));
        Map<String, String> roles = new HashMap<>();
        Call list = Call.get("read-global-permissions", parts.addresses().globalPermissions("users"));
        administration.readPages(list, Bodies.PermittedUser.class, row -> {
            Bodies.User user = row.user();
            String permission = row.permission();
            if (user != null && permission != null) {
                accounts.stream().filter(user::is).forEach(account -> roles.put(account, permission));
            }
            return true;
        });
        return roles;
    }

    @Override
    public void setRole(ConnectedResource resource, String account, String role) {
        checked(resource, Set.of(account));
        switch (resource.kind()) {
            case PROJECT, REPOSITORY -> parts.permissions().set(api, resource, account, role);
            case GROUP -> {
                if (!role.equals(GroupMemberships.MEMBER)) {
                    throw api.refusals().rejected("'" + role + "' is no role in a group");
                }
                parts.groups().add(api, resource, account);
            }
            case WORKSPACE -> throw api.refusals().rejected("global permissions are not given by Hallpass");
        }
    }

    @Override
    public void removeRole(ConnectedResource resource, String account) {
        checked(resource, Set.of(account));
        switch (resource.kind()) {
            case PROJECT, REPOSITORY -> parts.permissions().remove(api, resource, account);
            case GROUP -> parts.groups().remove(api, resource, account);
            case WORKSPACE -> throw api.refusals().rejected("global permissions are not taken away by Hallpass");
        }
    }

    @Override
    public Optional<String> effectiveRole(ConnectedResource resource, String account) {
        return Optional.ofNullable(effectiveRoles(resource, Set.of(account)).get(account));
    }

    @Override
    public Map<String, String> effectiveRoles(ConnectedResource resource, Set<String> accounts) {
        checked(resource, accounts);
        return switch (resource.kind()) {
            case PROJECT, REPOSITORY -> parts.permissions().effective(api, resource, accounts, background);
            case GROUP -> parts.groups().roles(api, resource, accounts);
            case WORKSPACE -> effectiveGlobal(accounts);
        };
    }

    private Map<String, String> effectiveGlobal(Set<String> accounts) {
        Map<String, String> roles = new HashMap<>();
        Set<String> left = accounts;
        for (Level level : Level.of(ResourceKind.WORKSPACE)) {
            left = EffectiveRoles.having(api, parts.addresses().usersWith(level), left);
            left.forEach(account -> roles.put(account, level.role()));
        }
        return roles;
    }

    @Override
    public Optional<String> inheritedRole(ResourceKind above, String role, ResourceKind below) {
        if (above == ResourceKind.PROJECT && below == ResourceKind.REPOSITORY) {
            return switch (role) {
                case "read", "write", "admin" -> Optional.of(role);
                case "REPO_CREATE" -> Optional.of("write");
                default -> Optional.empty();
            };
        }
        boolean administrator = role.equals("ADMIN") || role.equals("SYS_ADMIN");
        boolean passedOn = below == ResourceKind.PROJECT || below == ResourceKind.REPOSITORY;
        return above == ResourceKind.WORKSPACE && passedOn && administrator ? Optional.of("admin") : Optional.empty();
    }

    @Override
    public Membership membership(String account) {
        if (account.isBlank() || account.equals(".") || account.equals("..")) {
            return new Membership.Missing("'" + account + "' is no user name.");
        }
        return parts.accounts().membership(api, account);
    }

    @Override
    public Presence presence(ConnectedResource resource) {
        checked(resource, Set.of());
        return switch (resource.kind()) {
            case PROJECT, REPOSITORY ->
                parts.places().find(api, resource).isPresent() ? Presence.PRESENT : unlessAllIsSeen();
            // Everybody who is licensed sees all groups.
            case GROUP -> parts.groups().exists(api, resource) ? Presence.PRESENT : Presence.GONE;
            case WORKSPACE -> {
                api.sendOrThrow(Call.get("check-server", parts.addresses().properties()));
                yield Presence.PRESENT;
            }
        };
    }

    /** What an administrator does not find is gone; it may have been moved out of the sight of all others. */
    private Presence unlessAllIsSeen() {
        Optional<String> self = api.self();
        boolean administrator = self.isPresent()
                && parts.accounts()
                        .isAmong(api, "check-rights", parts.addresses().usersWith(Level.ADMIN), self.get());
        return administrator ? Presence.GONE : Presence.UNKNOWN;
    }

    @Override
    public DiscoveredPage discover(DiscoveryScope scope, @Nullable String cursor) {
        return parts.discovery().read(api, scope, cursor);
    }

    @Override
    public List<ConnectedResource> changed(WebhookDelivery delivery) {
        return parts.webhooks().changed(delivery);
    }

    @Override
    public List<CredentialStatus> credentials() {
        return api.credentials();
    }

    /** Read both the explicit and the effective permission, write, read both again; twice it is asked what an address is of. */
    @Override
    public CallReservation reserveChange() {
        return api.reserve(7);
    }

    @Override
    public Duration timeFor(int calls, Urgency urgency) {
        return api.timeFor(calls, urgency);
    }

    /** Ids that no address can hold, or that Bitbucket cannot have given. */
    private void checked(ConnectedResource resource, Set<String> accounts) {
        boolean numbered = resource.kind() == ResourceKind.PROJECT || resource.kind() == ResourceKind.REPOSITORY;
        if (numbered && !resource.externalId().matches("[0-9]{1,18}")) {
            throw api.refusals().rejected("'" + resource.externalId() + "' is no number of a project or repository");
        }
        for (String account : accounts) {
            if (account.isBlank() || account.equals(".") || account.equals("..")) {
                throw new ConnectorException.Rejected(application + ": '" + account + "' is no user name");
            }
        }
    }
}

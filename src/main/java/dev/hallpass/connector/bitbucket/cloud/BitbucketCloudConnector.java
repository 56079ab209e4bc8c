package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.CallReservation;
import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Connector;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.CredentialStatus;
import dev.hallpass.connector.DiscoveredPage;
import dev.hallpass.connector.DiscoveredResource;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.Membership;
import dev.hallpass.connector.NeededRights;
import dev.hallpass.connector.Presence;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.Urgency;
import dev.hallpass.connector.WebhookDelivery;
import dev.hallpass.connector.http.Call;
import dev.hallpass.connector.http.PathSegment;
import dev.hallpass.connector.http.Refusals;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One Bitbucket Cloud workspace: permissions of users on repositories and projects, and membership of groups. An
 * account is an Atlassian account id, or a UUID in braces. Projects can only be addressed by key, so the key is
 * checked against the UUID before each change.
 */
final class BitbucketCloudConnector implements Connector {

    /** Lowest first. Bitbucket also answers {@code none}, which is not a role. */
    private static final List<String> REPOSITORY_ROLES = List.of("read", "write", "admin");

    private static final List<String> PROJECT_ROLES = List.of("read", "write", "create-repo", "admin");
    private static final List<String> GROUP_ROLES = List.of("member");

    /** What all views of a connector share. */
    record Shared(
            String application,
            String workspace,
            boolean groupsManagedCentrally,
            boolean invitationsByHand,
            Webhooks webhooks,
            AtomicBoolean filterAccepted,
            ListSizes sizes,
            Map<String, String> projectKeys) {

        Shared(
                String application,
                String workspace,
                boolean groupsManagedCentrally,
                boolean invitationsByHand,
                Webhooks webhooks) {
            this(
                    application,
                    workspace,
                    groupsManagedCentrally,
                    invitationsByHand,
                    webhooks,
                    new AtomicBoolean(true),
                    new ListSizes(),
                    new ConcurrentHashMap<>());
        }
    }

    private final Shared shared;
    private final BitbucketCloudApi api;
    private final Addresses addresses;
    private final Refusals refusals;
    private final Workspace workspace;
    private final Groups groups;
    private final ExplicitPermissions explicit;
    private final EffectivePermissions effective;
    private final Discovery discovery;

    BitbucketCloudConnector(Shared shared, BitbucketCloudApi api, Addresses addresses) {
        this.shared = shared;
        this.api = api;
        this.addresses = addresses;
        this.refusals = api.refusals();
        this.workspace = new Workspace(api, addresses, shared.invitationsByHand());
        this.groups = new Groups(api, addresses, workspace, shared.groupsManagedCentrally());
        this.explicit = new ExplicitPermissions(api, workspace, shared.sizes());
        this.effective = new EffectivePermissions(
                api, addresses, explicit, groups, workspace, shared.filterAccepted(), shared.sizes());
        this.discovery = new Discovery(api, addresses, groups, shared.workspace());
    }

    @Override
    public String application() {
        return shared.application();
    }

    @Override
    public Connector at(Urgency urgency) {
        return new BitbucketCloudConnector(shared, api.at(urgency), addresses);
    }

    @Override
    public List<ResourceKind> kinds() {
        return List.of(ResourceKind.WORKSPACE, ResourceKind.PROJECT, ResourceKind.REPOSITORY, ResourceKind.GROUP);
    }

    @Override
    public List<String> roles(ResourceKind kind) {
        return switch (kind) {
            case WORKSPACE -> List.of();
            case PROJECT -> PROJECT_ROLES;
            case REPOSITORY -> REPOSITORY_ROLES;
            case GROUP -> GROUP_ROLES;
        };
    }

    @Override
    public NeededRights rights(ResourceKind kind) {
        return TokenScopes.of(kind);
    }

    @Override
    public Optional<String> inheritedRole(ResourceKind above, String role, ResourceKind below) {
        if (above == ResourceKind.PROJECT && below == ResourceKind.REPOSITORY && PROJECT_ROLES.contains(role)) {
            return Optional.of(role.equals("create-repo") ? "write" : role);
        }
        boolean owner = above == ResourceKind.WORKSPACE && role.equals("owner");
        return owner && (below == ResourceKind.PROJECT || below == ResourceKind.REPOSITORY)
                ? Optional.of("admin")
                : Optional.empty();
    }

    @Override
    public Optional<String> explicitRole(ConnectedResource resource, String account) {
        String id = checked(account);
        if (resource.kind() == ResourceKind.GROUP) {
            return groups.has(checked(resource.externalId()), id) ? Optional.of("member") : Optional.empty();
        }
        return explicit.read(target(resource, false), roles(resource.kind()), id);
    }

    /** One by one, or from the list with a hundred to a call, whichever is likely to take fewer calls. */
    @Override
    public Map<String, String> explicitRoles(ConnectedResource resource, Set<String> accounts) {
        accounts.forEach(this::checked);
        if (resource.kind() == ResourceKind.GROUP) {
            return membersOf(resource, accounts);
        }
        return accounts.isEmpty()
                ? Map.of()
                : explicit.readAll(target(resource, false), roles(resource.kind()), accounts);
    }

    private Map<String, String> membersOf(ConnectedResource group, Set<String> accounts) {
        Map<String, String> found = new HashMap<>();
        groups.members(checked(group.externalId()))
                .forEach(member ->
                        accounts.stream().filter(member::is).forEach(account -> found.put(account, "member")));
        return found;
    }

    @Override
    public void setRole(ConnectedResource resource, String account, String role) {
        List<String> roles = roles(resource.kind());
        if (!roles.contains(role)) {
            throw refusals.rejected("'" + role + "' is no role on " + resource.path() + ", " + roles + " are");
        }
        String id = checked(account);
        if (resource.kind() != ResourceKind.GROUP) {
            explicit.set(target(resource, true), id, role);
            return;
        }
        checked(resource.externalId());
        Member.User member = workspace
                .member(id)
                .orElseThrow(() -> workspace.notAMember(id, "Only members can be put into groups."));
        String uuid = member.uuid();
        if (uuid == null) {
            throw refusals.rejected("the account " + id + " has no UUID");
        }
        groups.add(resource, member, uuid);
    }

    @Override
    public void removeRole(ConnectedResource resource, String account) {
        String id = checked(account);
        if (resource.kind() == ResourceKind.GROUP) {
            checked(resource.externalId());
            groups.remove(resource, id);
        } else {
            explicit.remove(target(resource, true), id);
        }
    }

    @Override
    public Optional<String> effectiveRole(ConnectedResource resource, String account) {
        return Optional.ofNullable(effectiveRoles(resource, Set.of(account)).get(account));
    }

    @Override
    public Map<String, String> effectiveRoles(ConnectedResource resource, Set<String> accounts) {
        accounts.forEach(this::checked);
        return switch (resource.kind()) {
            case REPOSITORY -> effective.onRepository(checked(resource.externalId()), REPOSITORY_ROLES, accounts);
            case PROJECT -> effective.onProject(target(resource, false), PROJECT_ROLES, accounts);
            case GROUP -> membersOf(resource, accounts);
            case WORKSPACE -> throw refusals.rejected(resource.path() + " has no roles to ask for");
        };
    }

    @Override
    public Membership membership(String account) {
        String id = checked(account);
        return workspace.member(id).isPresent() ? new Membership.Member() : workspace.missing(id);
    }

    /** A missing resource is gone only if we are an owner of the workspace, who sees everything in it. */
    @Override
    public Presence presence(ConnectedResource resource) {
        try {
            boolean there = switch (resource.kind()) {
                case WORKSPACE -> exists(addresses.workspaceItself());
                case REPOSITORY -> exists(addresses.repository(checked(resource.externalId())));
                case PROJECT -> workspace.keyOfProject(resource.externalId()).isPresent();
                case GROUP ->
                    groups.all().stream()
                            .anyMatch(group -> resource.externalId().equals(group.slug()));
            };
            if (there) {
                return Presence.PRESENT;
            }
        } catch (ConnectorException e) {
            if (e.retryable()) {
                throw e;
            }
            return Presence.UNKNOWN;
        }
        return resource.kind() != ResourceKind.WORKSPACE && workspace.seesEverything()
                ? Presence.GONE
                : Presence.UNKNOWN;
    }

    private boolean exists(String address) {
        try {
            api.sendOrThrow(Call.get("check-presence", URI.create(address)));
            return true;
        } catch (ConnectorException.NotFound e) {
            return false;
        }
    }

    @Override
    public DiscoveredPage discover(DiscoveryScope scope, @Nullable String cursor) {
        return switch (scope) {
            case DiscoveryScope.Resources resources -> discovery.resources(resources.kind(), cursor);
            case DiscoveryScope.Itself itself -> itself(itself.resource());
            case DiscoveryScope.Accounts accounts -> discovery.accounts(cursor);
            case DiscoveryScope.Members members -> discovery.members(members.group());
            case DiscoveryScope.Permissions permissions -> permissions(permissions.resource(), cursor);
        };
    }

    private DiscoveredPage itself(ConnectedResource resource) {
        return switch (resource.kind()) {
            case REPOSITORY -> discovery.repository(addresses.repository(checked(resource.externalId())));
            case PROJECT -> project(resource);
            case GROUP, WORKSPACE -> throw refusals.rejected(resource.path() + " is read with the others only");
        };
    }

    /** At the key that we were told first: after a change of keys it is the new one. */
    private DiscoveredPage project(ConnectedResource project) {
        String uuid = checked(project.externalId());
        String key = project.path().substring(project.path().indexOf('/') + 1);
        try {
            DiscoveredPage page = discovery.project(addresses.project(checked(key)));
            if (page.items().getFirst() instanceof DiscoveredResource found
                    && uuid.equalsIgnoreCase(found.externalId())) {
                shared.projectKeys().put(uuid, key);
                return page;
            }
        } catch (ConnectorException.NotFound e) {
            // it may have yet another key
        }
        return discovery.project(addresses.project(projectKey(project, true)));
    }

    private DiscoveredPage permissions(ConnectedResource resource, @Nullable String cursor) {
        return switch (resource.kind()) {
            case WORKSPACE -> discovery.workspacePermissions(cursor);
            case GROUP -> new DiscoveredPage(List.of(), null, 0);
            case PROJECT, REPOSITORY -> discovery.permissions(target(resource, false), cursor);
        };
    }

    @Override
    public List<ConnectedResource> changed(WebhookDelivery delivery) {
        return shared.webhooks().changed(delivery);
    }

    @Override
    public List<CredentialStatus> credentials() {
        return api.credentials();
    }

    /** Read both the explicit and the effective permission, write, read both again. */
    @Override
    public CallReservation reserveChange() {
        return api.reserve(5);
    }

    @Override
    public Duration timeFor(int calls, Urgency urgency) {
        return api.timeFor(calls, urgency);
    }

    /** @param anew whether the project's key is to be checked again: before a change, since keys can be given anew */
    private String target(ConnectedResource resource, boolean anew) {
        return switch (resource.kind()) {
            case REPOSITORY -> addresses.repository(checked(resource.externalId()));
            case PROJECT -> addresses.project(projectKey(resource, anew));
            case GROUP, WORKSPACE -> throw refusals.rejected(resource.path() + " has no explicit permissions");
        };
    }

    private String projectKey(ConnectedResource project, boolean anew) {
        String uuid = checked(project.externalId());
        String known = shared.projectKeys().get(uuid);
        if (known != null && !anew) {
            return known;
        }
        String key =
                known != null ? known : project.path().substring(project.path().indexOf('/') + 1);
        Call call = Call.get("read-project", URI.create(addresses.project(checked(key))));
        String now;
        try {
            Project found = api.get(call, Project.class);
            now = uuid.equalsIgnoreCase(found.uuid()) ? key : renamed(project);
        } catch (ConnectorException.NotFound e) {
            now = renamed(project);
        }
        shared.projectKeys().put(uuid, now);
        return now;
    }

    private String renamed(ConnectedResource project) {
        return workspace
                .keyOfProject(project.externalId())
                .orElseThrow(() -> new ConnectorException.NotFound(shared.application() + ": the project "
                        + project.path() + " (" + project.externalId() + ") is not listed"));
    }

    private String checked(String id) {
        try {
            PathSegment.encode(id);
            return id;
        } catch (IllegalArgumentException e) {
            throw refusals.rejected("'" + id + "' is no id");
        }
    }
}

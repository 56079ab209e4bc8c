package dev.hallpass.connector.bitbucket.cloud;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Discovered;
import dev.hallpass.connector.DiscoveredAccount;
import dev.hallpass.connector.DiscoveredMember;
import dev.hallpass.connector.DiscoveredPage;
import dev.hallpass.connector.DiscoveredPermission;
import dev.hallpass.connector.DiscoveredResource;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.http.Call;
import dev.hallpass.connector.http.Refusals;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the workspace page by page. A cursor is {@code u} (users) or {@code g} (groups) and the path and query of the
 * next page, so that it survives a restart and leads to no other host.
 */
final class Discovery {

    private static final List<DiscoveredPermission> OPEN =
            List.of(new DiscoveredPermission(HolderKind.PUBLIC, "", "everybody", "read"));

    private final BitbucketCloudApi api;
    private final Addresses addresses;
    private final Refusals refusals;
    private final Groups groups;
    private final String workspace;

    Discovery(BitbucketCloudApi api, Addresses addresses, Groups groups, String workspace) {
        this.api = api;
        this.addresses = addresses;
        this.refusals = api.refusals();
        this.groups = groups;
        this.workspace = workspace;
    }

    DiscoveredPage resources(ResourceKind kind, @Nullable String cursor) {
        return switch (kind) {
            case WORKSPACE -> workspace();
            case GROUP -> groups();
            case PROJECT -> list("list-projects", addresses.projects(), cursor, this::project);
            case REPOSITORY -> list("list-repositories", addresses.repositories(), cursor, this::repository);
        };
    }

    private DiscoveredPage workspace() {
        Call call = Call.get("read-workspace", URI.create(addresses.workspaceItself()));
        Project found = api.get(call, Project.class);
        return new DiscoveredPage(
                List.of(new DiscoveredResource(
                        ResourceKind.WORKSPACE,
                        required(call, found.uuid(), "uuid"),
                        workspace,
                        found.name() == null ? workspace : found.name(),
                        null,
                        null)),
                null,
                1);
    }

    private DiscoveredPage groups() {
        Call call = Call.get("list-groups", addresses.groups());
        List<Discovered> found = new ArrayList<>();
        for (GroupPermission.Group group : groups.all()) {
            String slug = required(call, group.slug(), "slug");
            String name = group.name() == null ? slug : group.name();
            found.add(new DiscoveredResource(ResourceKind.GROUP, slug, workspace + "/" + slug, name, null, null));
        }
        return new DiscoveredPage(found, null, found.size());
    }

    /** One repository by its address. */
    DiscoveredPage repository(String address) {
        Call call = Call.get("read-repository", URI.create(address));
        return new DiscoveredPage(List.of(repository(call, api.get(call, JsonNode.class))), null, 1);
    }

    /** One project by its address. */
    DiscoveredPage project(String address) {
        Call call = Call.get("read-project", URI.create(address));
        return new DiscoveredPage(List.of(project(call, api.get(call, JsonNode.class))), null, 1);
    }

    private Discovered project(Call call, JsonNode value) {
        Project project = api.convert(call, value, Project.class);
        String key = required(call, project.key(), "key");
        return new DiscoveredResource(
                ResourceKind.PROJECT,
                required(call, project.uuid(), "uuid"),
                workspace + "/" + key,
                project.name() == null ? key : project.name(),
                ResourceKind.WORKSPACE,
                null);
    }

    private Discovered repository(Call call, JsonNode value) {
        Repository repository = api.convert(call, value, Repository.class);
        String path = required(call, repository.fullName(), "full_name");
        String slug = repository.slug() != null ? repository.slug() : path.substring(path.indexOf('/') + 1);
        Project project = repository.project();
        String parent = project == null ? null : project.uuid();
        return new DiscoveredResource(
                ResourceKind.REPOSITORY,
                required(call, repository.uuid(), "uuid"),
                path,
                slug,
                parent == null ? null : ResourceKind.PROJECT,
                parent,
                Boolean.FALSE.equals(repository.isPrivate()) ? OPEN : List.of());
    }

    /** Bitbucket tells addresses to administrators only; without them the accounts are still found. */
    DiscoveredPage accounts(@Nullable String cursor) {
        try {
            return list("list-members", addresses.members(true), cursor, this::account);
        } catch (ConnectorException.Rejected | ConnectorException.Forbidden e) {
            if (cursor != null) {
                throw e;
            }
            return list("list-members", addresses.members(false), null, this::account);
        }
    }

    private @Nullable Discovered account(Call call, JsonNode value) {
        Member.User user = api.convert(call, value, Member.class).user();
        String id = user == null ? null : user.id();
        if (user == null || id == null) {
            return null;
        }
        boolean active = user.status() == null || user.status().equals("active");
        String other = id.equals(user.uuid()) ? null : user.uuid();
        return new DiscoveredAccount(id, other, name(user.displayName(), id), user.email(), active);
    }

    DiscoveredPage members(ConnectedResource group) {
        List<Discovered> found = new ArrayList<>();
        for (Member.User user : groups.members(group.externalId())) {
            String id = user.id();
            if (id != null) {
                found.add(new DiscoveredMember(id));
            }
        }
        return new DiscoveredPage(found, null, found.size());
    }

    /** What is given on the workspace itself: owner, collaborator or member, as Bitbucket names it. */
    DiscoveredPage workspacePermissions(@Nullable String cursor) {
        return list("list-workspace-permissions", addresses.workspacePermissions(false), cursor, this::user);
    }

    /** First the pages of users, then those of groups. */
    DiscoveredPage permissions(String target, @Nullable String cursor) {
        URI groupPages = Addresses.groupPermissions(target);
        if (cursor != null && cursor.startsWith("g")) {
            return list("list-group-permissions", groupPages, cursor, this::group);
        }
        DiscoveredPage users = list("list-permissions", Addresses.userPermissions(target), cursor, this::user);
        return users.next() != null
                ? users
                : new DiscoveredPage(users.items(), "g" + Addresses.relative(groupPages), null);
    }

    private @Nullable Discovered user(Call call, JsonNode value) {
        UserPermission found = api.convert(call, value, UserPermission.class);
        String id = found.user() == null ? null : found.user().id();
        String role = required(call, found.permission(), "permission");
        if (id == null || role.equals("none")) {
            return null;
        }
        return new DiscoveredPermission(
                HolderKind.ACCOUNT,
                id,
                name(found.user() == null ? null : found.user().displayName(), id),
                role);
    }

    private @Nullable Discovered group(Call call, JsonNode value) {
        GroupPermission found = api.convert(call, value, GroupPermission.class);
        String slug = found.group() == null ? null : found.group().slug();
        String role = required(call, found.permission(), "permission");
        if (slug == null || role.equals("none")) {
            return null;
        }
        return new DiscoveredPermission(
                HolderKind.GROUP,
                slug,
                name(found.group() == null ? null : found.group().name(), slug),
                role);
    }

    private DiscoveredPage list(
            String operation,
            URI first,
            @Nullable String cursor,
            BiFunction<Call, JsonNode, @Nullable Discovered> read) {
        URI address = cursor == null ? first : cursor.isEmpty() ? null : addresses.resolve(cursor.substring(1));
        if (address == null) {
            throw refusals.rejected("the cursor leads to no page of this workspace");
        }
        Call call = Call.get(operation, address);
        Page page = api.page(call);
        List<Discovered> found = new ArrayList<>();
        if (page.values() != null) {
            for (JsonNode value : page.values()) {
                Discovered each = read.apply(call, value);
                if (each != null) {
                    found.add(each);
                }
            }
        }
        String next = page.next();
        String stage = operation.equals("list-group-permissions") ? "g" : "u";
        return new DiscoveredPage(
                found, next == null ? null : stage + Addresses.relative(URI.create(next)), page.size());
    }

    private static String name(@Nullable String name, String otherwise) {
        return name == null ? otherwise : name;
    }

    private String required(Call call, @Nullable String value, String field) {
        if (value == null) {
            throw refusals.unreadable(call, "something in it has no " + field);
        }
        return value;
    }
}

package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.Discovered;
import dev.hallpass.connector.DiscoveredAccount;
import dev.hallpass.connector.DiscoveredMember;
import dev.hallpass.connector.DiscoveredPage;
import dev.hallpass.connector.DiscoveredPermission;
import dev.hallpass.connector.DiscoveredResource;
import dev.hallpass.connector.DiscoveryScope;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.http.Call;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the server page by page. A cursor is the part that comes next and where its page starts, {@code groups:0}. */
final class Discovery {

    static final String SERVER = "server";

    private static final String EVERYBODY = "everybody who may log in";

    private final Addresses addresses;
    private final Places places;
    private final GroupMemberships groups;
    private final String serverName;

    /** @param serverName what the whole server is called */
    Discovery(Addresses addresses, Places places, GroupMemberships groups, String serverName) {
        this.addresses = addresses;
        this.places = places;
        this.groups = groups;
        this.serverName = serverName;
    }

    DiscoveredPage read(DataCenterApi api, DiscoveryScope scope, @Nullable String cursor) {
        Cursor at = Cursor.parse(api, cursor);
        return switch (scope) {
            case DiscoveryScope.Resources resources -> resources(api, resources.kind(), at);
            case DiscoveryScope.Itself itself -> itself(api, itself.resource());
            case DiscoveryScope.Accounts accounts -> accounts(api, at);
            case DiscoveryScope.Members members -> members(api, members.group(), at);
            case DiscoveryScope.Permissions permissions -> permissions(api, permissions.resource(), at);
        };
    }

    /** @param part of what is read, in the order users, groups, everybody */
    private record Cursor(String part, int start) {

        static Cursor parse(DataCenterApi api, @Nullable String text) {
            if (text == null) {
                return new Cursor("users", 0);
            }
            String[] parts = text.split(":", 2);
            if (parts.length != 2 || !parts[1].matches("[0-9]{1,9}")) {
                throw api.refusals().rejected("'" + text + "' leads to no page");
            }
            return new Cursor(parts[0], Integer.parseInt(parts[1]));
        }

        @Override
        public String toString() {
            return part + ":" + start;
        }
    }

    private DiscoveredPage resources(DataCenterApi api, ResourceKind kind, Cursor at) {
        return switch (kind) {
            case WORKSPACE ->
                new DiscoveredPage(
                        List.of(new DiscoveredResource(
                                ResourceKind.WORKSPACE, SERVER, serverName, serverName, null, null)),
                        null,
                        1);
            case PROJECT -> {
                Call list = Call.get("list-projects", addresses.projects());
                yield page(api, list, at, Bodies.Project.class, (project, items) -> add(api, project, items));
            }
            case REPOSITORY -> {
                Call list = Call.get("list-repositories", addresses.repositories());
                yield page(api, list, at, Bodies.Repository.class, this::add);
            }
            case GROUP -> {
                Call list = Call.get("list-groups", addresses.groups());
                yield page(
                        api,
                        list,
                        at,
                        String.class,
                        (name, items) ->
                                items.add(new DiscoveredResource(ResourceKind.GROUP, name, name, name, null, null)));
            }
        };
    }

    private DiscoveredPage itself(DataCenterApi api, ConnectedResource resource) {
        List<Discovered> items = new ArrayList<>();
        switch (resource.kind()) {
            case PROJECT -> {
                Call call = Call.get("read-project", addresses.of(places.toWrite(api, resource)));
                add(api, api.get(call, Bodies.Project.class), items);
            }
            case REPOSITORY -> {
                Call call = Call.get("read-repository", addresses.of(places.toWrite(api, resource)));
                add(api.get(call, Bodies.Repository.class), items);
            }
            case GROUP, WORKSPACE -> throw api.refusals().rejected(resource.path() + " is read with the others only");
        }
        return new DiscoveredPage(items, null, items.size());
    }

    private void add(DataCenterApi api, Bodies.Project project, List<Discovered> items) {
        Place place = Places.place(project);
        if (project.id() == null || place == null) {
            return;
        }
        String id = Long.toString(project.id());
        places.see(ResourceKind.PROJECT, id, place);
        boolean server = api.administration().isPresent();
        items.add(new DiscoveredResource(
                ResourceKind.PROJECT,
                id,
                place.path(),
                project.name() == null ? place.key() : project.name(),
                server ? ResourceKind.WORKSPACE : null,
                server ? SERVER : null,
                Inborn.on(project, place)));
    }

    private void add(Bodies.Repository repository, List<Discovered> items) {
        Place place = Places.place(repository);
        Bodies.Project project = repository.project();
        if (repository.id() == null || place == null || project == null || project.id() == null) {
            return;
        }
        String id = Long.toString(repository.id());
        places.see(ResourceKind.REPOSITORY, id, place);
        String slug = place.slug();
        items.add(new DiscoveredResource(
                ResourceKind.REPOSITORY,
                id,
                place.path(),
                slug == null ? place.path() : slug,
                ResourceKind.PROJECT,
                Long.toString(project.id()),
                Inborn.on(repository)));
    }

    private DiscoveredPage accounts(DataCenterApi api, Cursor at) {
        Call list = Call.get("list-users", addresses.usersWith(Level.LICENSED_USER));
        return page(api, list, at, Bodies.User.class, (user, items) -> {
            String name = user.name();
            if (name != null) {
                String display = user.displayName();
                items.add(new DiscoveredAccount(
                        name, display == null ? name : display, user.emailAddress(), user.isActive()));
            }
        });
    }

    private DiscoveredPage members(DataCenterApi api, ConnectedResource group, Cursor at) {
        Call list = Call.get("list-members", addresses.members(group.externalId()));
        DiscoveredPage page = page(api, list, at, Bodies.User.class, (user, items) -> {
            String name = user.name();
            if (name != null) {
                items.add(new DiscoveredMember(name));
            }
        });
        if (page.items().isEmpty() && at.start() == 0) {
            groups.require(api, group);
        }
        return page;
    }

    private DiscoveredPage permissions(DataCenterApi api, ConnectedResource resource, Cursor at) {
        return switch (resource.kind()) {
            case WORKSPACE -> {
                DataCenterApi administration = api.administration()
                        .orElseThrow(() -> api.refusals().rejected("no credential may read global permissions"));
                yield permissions(administration, addresses.globalPermissions(at.part()), false, at);
            }
            case PROJECT ->
                places.reading(
                        api,
                        resource,
                        true,
                        place -> at.part().equals("everybody")
                                ? everybody(api, place)
                                : permissions(api, addresses.permissions(place, at.part()), true, at));
            case REPOSITORY ->
                places.reading(
                        api,
                        resource,
                        true,
                        place -> permissions(api, addresses.permissions(place, at.part()), false, at));
            case GROUP -> throw api.refusals().rejected("there are no permissions on a group");
        };
    }

    private DiscoveredPage permissions(DataCenterApi api, URI address, boolean thenEverybody, Cursor at) {
        return switch (at.part()) {
            case "users" -> {
                DiscoveredPage page = page(
                        api,
                        Call.get("list-permissions", address),
                        at,
                        Bodies.PermittedUser.class,
                        Discovery::addHolder);
                yield page.next() != null ? page : new DiscoveredPage(page.items(), "groups:0", null);
            }
            case "groups" -> {
                DiscoveredPage page = page(
                        api,
                        Call.get("list-group-permissions", address),
                        at,
                        Bodies.PermittedGroup.class,
                        Discovery::addHolder);
                yield page.next() != null || !thenEverybody
                        ? page
                        : new DiscoveredPage(page.items(), "everybody:0", null);
            }
            default -> throw api.refusals().rejected("'" + at + "' leads to no page");
        };
    }

    private DiscoveredPage everybody(DataCenterApi api, Place project) {
        List<Discovered> items = new ArrayList<>();
        ComputedRoles.everybody(api, addresses, project)
                .ifPresent(role -> items.add(new DiscoveredPermission(HolderKind.EVERYBODY, "", EVERYBODY, role)));
        return new DiscoveredPage(items, null, null);
    }

    private static void addHolder(Bodies.PermittedUser row, List<Discovered> items) {
        Bodies.User user = row.user();
        String name = user == null ? null : user.name();
        String permission = row.permission();
        if (user != null && name != null && permission != null) {
            String display = user.displayName();
            items.add(new DiscoveredPermission(
                    HolderKind.ACCOUNT, name, display == null ? name : display, Level.roleOf(permission)));
        }
    }

    private static void addHolder(Bodies.PermittedGroup row, List<Discovered> items) {
        Bodies.Group group = row.group();
        String name = group == null ? null : group.name();
        String permission = row.permission();
        if (name != null && permission != null) {
            items.add(new DiscoveredPermission(HolderKind.GROUP, name, name, Level.roleOf(permission)));
        }
    }

    /** Adds what one element of a list comes to. */
    private interface Adding<T> {
        void add(T element, List<Discovered> items);
    }

    private static <T> DiscoveredPage page(DataCenterApi api, Call list, Cursor at, Class<T> type, Adding<T> adding) {
        Bodies.Page page = api.page(list, at.start());
        List<Discovered> items = new ArrayList<>();
        api.values(list, page, type).forEach(element -> adding.add(element, items));
        Integer next = page.nextPageStart();
        boolean last = Boolean.TRUE.equals(page.isLastPage()) || next == null;
        return new DiscoveredPage(items, last ? null : at.part() + ":" + next, null);
    }
}

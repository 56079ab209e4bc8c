package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.ResourceKind;
import dev.hallpass.connector.http.Call;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The same from the lists of direct permissions: own ones and those of groups, on the repository, its project and the
 * server, the project's default, and the ownership of a personal project.
 */
final class ComputedRoles {

    private final Addresses addresses;

    ComputedRoles(Addresses addresses) {
        this.addresses = addresses;
    }

    /** The highest role found so far, by account. */
    private static final class Highest {
        private final Set<String> accounts;
        private final List<String> order;
        private final Map<String, String> roles = new HashMap<>();

        Highest(Set<String> accounts, List<String> order) {
            this.accounts = accounts;
            this.order = order;
        }

        void raise(String account, @Nullable String role) {
            if (role != null && order.indexOf(role) > order.indexOf(roles.getOrDefault(account, ""))) {
                roles.put(account, role);
            }
        }

        /** Those who would gain by it. */
        Set<String> below(String role) {
            Set<String> below = new HashSet<>();
            accounts.stream()
                    .filter(account -> order.indexOf(role) > order.indexOf(roles.getOrDefault(account, "")))
                    .forEach(below::add);
            return below;
        }
    }

    Map<String, String> of(DataCenterApi api, ResourceKind kind, Place place, Set<String> accounts) {
        Set<String> licensed = EffectiveRoles.having(api, addresses.usersWith(Level.LICENSED_USER), accounts);
        Highest highest =
                new Highest(licensed, Level.of(kind).stream().map(Level::role).toList());
        api.administration().ifPresent(administration -> {
            addUsers(administration, addresses.globalPermissions("users"), highest);
            addGroups(administration, addresses.globalPermissions("groups"), highest);
        });
        addUsers(api, addresses.permissions(place, "users"), highest);
        addGroups(api, addresses.permissions(place, "groups"), highest);
        if (kind == ResourceKind.REPOSITORY) {
            addUsers(api, addresses.permissions(place.project(), "users"), highest);
            addGroups(api, addresses.permissions(place.project(), "groups"), highest);
        }
        everybody(api, addresses, place.project())
                .ifPresent(role -> licensed.forEach(account -> highest.raise(account, role)));
        licensed.stream()
                .filter(account -> place.key().equalsIgnoreCase("~" + account))
                .forEach(account -> highest.raise(account, "admin"));
        return highest.roles;
    }

    private static void addUsers(DataCenterApi api, URI list, Highest highest) {
        Call call = Call.get("read-permissions", list);
        api.readPages(call, Bodies.PermittedUser.class, row -> {
            Bodies.User user = row.user();
            if (user != null) {
                highest.accounts.stream()
                        .filter(user::is)
                        .forEach(account -> highest.raise(account, inherited(row.permission())));
            }
            return true;
        });
    }

    private void addGroups(DataCenterApi api, URI list, Highest highest) {
        Call call = Call.get("read-group-permissions", list);
        api.readPages(call, Bodies.PermittedGroup.class, row -> {
            String role = inherited(row.permission());
            Bodies.Group group = row.group();
            String name = group == null ? null : group.name();
            if (name != null && role != null) {
                Set<String> below = highest.below(role);
                if (!below.isEmpty()) {
                    EffectiveRoles.having(api, addresses.members(name), below)
                            .forEach(account -> highest.raise(account, role));
                }
            }
            return true;
        });
    }

    /** What everybody may do on a project. */
    static Optional<String> everybody(DataCenterApi api, Addresses addresses, Place project) {
        for (Level level : List.of(Level.PROJECT_ADMIN, Level.PROJECT_WRITE, Level.PROJECT_READ)) {
            Call call = Call.get("read-default-permission", addresses.everybody(project, level));
            if (Boolean.TRUE.equals(api.get(call, Bodies.Permitted.class).permitted())) {
                return Optional.of(level.role());
            }
        }
        return Optional.empty();
    }

    /** What a permission on a repository or anything above it comes to; null for nothing. */
    private static @Nullable String inherited(@Nullable String permission) {
        if (permission == null) {
            return null;
        }
        return switch (permission) {
            case "REPO_READ", "PROJECT_READ" -> "read";
            case "REPO_WRITE", "PROJECT_WRITE", "REPO_CREATE" -> "write";
            case "REPO_ADMIN", "PROJECT_ADMIN", "ADMIN", "SYS_ADMIN" -> "admin";
            default -> null;
        };
    }
}

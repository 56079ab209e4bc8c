package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.DiscoveredPermission;
import dev.hallpass.connector.HolderKind;
import java.util.ArrayList;
import java.util.List;

/** Roles that come with a project or repository and are on no list of permissions. */
final class Inborn {

    private static final String PERSONAL = "~";

    private static final DiscoveredPermission OPEN =
            new DiscoveredPermission(HolderKind.PUBLIC, "", "everybody", Level.PROJECT_READ.role());

    private Inborn() {}

    /** Everybody may read what is in a public project; whom a personal one belongs to may do everything in it. */
    static List<DiscoveredPermission> on(Bodies.Project project, Place place) {
        List<DiscoveredPermission> roles = new ArrayList<>();
        if (Boolean.TRUE.equals(project.isPublic())) {
            roles.add(OPEN);
        }
        if (place.key().startsWith(PERSONAL)) {
            Bodies.User owner = project.owner();
            String name = owner == null ? null : owner.name();
            String account = name == null ? place.key().substring(PERSONAL.length()) : name;
            roles.add(new DiscoveredPermission(HolderKind.OWNER, account, account, Level.PROJECT_ADMIN.role()));
        }
        return roles;
    }

    static List<DiscoveredPermission> on(Bodies.Repository repository) {
        return Boolean.TRUE.equals(repository.isPublic()) ? List.of(OPEN) : List.of();
    }
}

package dev.hallpass.connector.bitbucket.datacenter;

import dev.hallpass.connector.ResourceKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Our roles and Bitbucket's permissions, of each kind the lowest first. */
enum Level {
    REPO_READ(ResourceKind.REPOSITORY, "read"),
    REPO_WRITE(ResourceKind.REPOSITORY, "write"),
    REPO_ADMIN(ResourceKind.REPOSITORY, "admin"),
    PROJECT_READ(ResourceKind.PROJECT, "read"),
    PROJECT_WRITE(ResourceKind.PROJECT, "write"),
    PROJECT_ADMIN(ResourceKind.PROJECT, "admin"),
    LICENSED_USER(ResourceKind.WORKSPACE, "LICENSED_USER"),
    PROJECT_CREATE(ResourceKind.WORKSPACE, "PROJECT_CREATE"),
    ADMIN(ResourceKind.WORKSPACE, "ADMIN"),
    SYS_ADMIN(ResourceKind.WORKSPACE, "SYS_ADMIN");

    private final ResourceKind kind;
    private final String role;

    Level(ResourceKind kind, String role) {
        this.kind = kind;
        this.role = role;
    }

    String role() {
        return role;
    }

    static List<Level> of(ResourceKind kind) {
        return Arrays.stream(values()).filter(level -> level.kind == kind).toList();
    }

    /** The permission of a role that can be given. */
    static Optional<Level> of(ResourceKind kind, String role) {
        return of(kind).stream().filter(level -> level.role.equals(role)).findFirst();
    }

    /** Our role for a permission; those that we have no name for ({@code REPO_CREATE}) keep Bitbucket's. */
    static String roleOf(String permission) {
        return Arrays.stream(values())
                .filter(level -> level.name().equals(permission))
                .map(Level::role)
                .findFirst()
                .orElse(permission);
    }

    /** Whether the API can put a permission back that has been replaced. */
    static boolean restorable(String role) {
        return role.equals("read") || role.equals("write") || role.equals("admin");
    }
}

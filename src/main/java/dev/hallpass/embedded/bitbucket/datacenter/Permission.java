package dev.hallpass.embedded.bitbucket.datacenter;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bitbucket's permissions, of each kind the lowest first. */
enum Permission {
    REPO_READ(Target.Kind.REPOSITORY, true),
    REPO_WRITE(Target.Kind.REPOSITORY, true),
    REPO_ADMIN(Target.Kind.REPOSITORY, true),
    /** Comes with a permission on a repository; is read, never given. */
    PROJECT_VIEW(Target.Kind.PROJECT, false),
    PROJECT_READ(Target.Kind.PROJECT, true),
    PROJECT_WRITE(Target.Kind.PROJECT, true),
    /** Is given by the user interface only. */
    REPO_CREATE(Target.Kind.PROJECT, false),
    PROJECT_ADMIN(Target.Kind.PROJECT, true),
    LICENSED_USER(Target.Kind.GLOBAL, true),
    PROJECT_CREATE(Target.Kind.GLOBAL, true),
    ADMIN(Target.Kind.GLOBAL, true),
    SYS_ADMIN(Target.Kind.GLOBAL, true);

    private final Target.Kind kind;
    private final boolean givable;

    Permission(Target.Kind kind, boolean givable) {
        this.kind = kind;
        this.givable = givable;
    }

    Target.Kind kind() {
        return kind;
    }

    /** Whether the API gives it. */
    boolean givable() {
        return givable;
    }

    static Optional<Permission> parse(@Nullable String text) {
        return Arrays.stream(values())
                .filter(permission -> permission.name().equals(text))
                .findFirst();
    }

    /** Of the same kind, and as high or higher. */
    boolean includes(Permission other) {
        return kind == other.kind && compareTo(other) >= 0;
    }

    static @Nullable Permission higher(@Nullable Permission one, @Nullable Permission other) {
        return one == null || (other != null && other.compareTo(one) > 0) ? other : one;
    }

    static @Nullable Permission lower(@Nullable Permission one, @Nullable Permission other) {
        return one == null || other == null ? null : one.compareTo(other) < 0 ? one : other;
    }

    /** What a permission on a project gives on its repositories. */
    static @Nullable Permission onRepositories(@Nullable Permission project) {
        if (project == null) {
            return null;
        }
        return switch (project) {
            case PROJECT_READ -> REPO_READ;
            case PROJECT_WRITE, REPO_CREATE -> REPO_WRITE;
            case PROJECT_ADMIN -> REPO_ADMIN;
            default -> null;
        };
    }
}

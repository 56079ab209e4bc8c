package dev.hallpass.connector.bitbucket.cloud;

import org.jspecify.annotations.Nullable;

/** A group's explicit permission on a repository or project. */
record GroupPermission(
        @Nullable String permission, @Nullable Group group) {

    /** @param slug what the group is addressed by */
    record Group(@Nullable String slug, @Nullable String name) {}
}

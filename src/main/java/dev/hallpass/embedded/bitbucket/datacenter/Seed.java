package dev.hallpass.embedded.bitbucket.datacenter;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is on the server at the start. References are by user name, group name, project key and {@code KEY/slug}.
 *
 * @param name what the server is called
 * @param licensedUsers for how many users the licence is, or null for any number
 */
record Seed(
        String name,
        @Nullable Integer licensedUsers,
        List<User> users,
        List<Group> groups,
        List<Project> projects,
        List<Repository> repositories,
        List<Permitted> permissions,
        List<Token> tokens) {

    /**
     * A user.
     *
     * @param slug the name as it is in addresses, often but not always the same
     * @param readOnlyDirectory whether the user comes from a directory whose groups Bitbucket may not change
     * @param password for HTTP Basic; null for one who cannot log in
     */
    record User(
            int id,
            String name,
            String slug,
            String displayName,
            String email,
            boolean active,
            boolean readOnlyDirectory,
            @Nullable String password) {

        @Override
        public String toString() {
            return "User[" + name + "]";
        }
    }

    /** @param members user names */
    record Group(String name, Set<String> members) {}

    /**
     * A project.
     *
     * @param owner whose personal project it is ({@code ~name}), or null
     * @param defaultPermission what everybody who may log in has on it, or null
     */
    record Project(
            int id,
            String key,
            String name,
            boolean isPublic,
            @Nullable String owner,
            @Nullable Permission defaultPermission) {}

    /** @param project its key */
    record Repository(int id, String project, String slug, String name, boolean isPublic, boolean archived) {}

    /** One permission of a user or a group: on a repository, a project, or without either on the server. */
    record Permitted(
            @Nullable String repository,
            @Nullable String project,
            @Nullable String user,
            @Nullable String group,
            @Nullable String permission) {}

    /**
     * An HTTP access token.
     *
     * @param user whom it acts for; null for a token of a project or repository
     * @param project the key of the project whose token it is
     * @param repository {@code KEY/slug} of the repository whose token it is
     * @param permissions the most that it may do, on projects and on repositories
     * @param expiresAt when it ends to be valid, or null for never
     */
    record Token(
            String token,
            @Nullable String user,
            @Nullable String project,
            @Nullable String repository,
            Set<Permission> permissions,
            @Nullable Instant expiresAt) {

        @Override
        public String toString() {
            return "Token[of " + user + "]";
        }
    }
}

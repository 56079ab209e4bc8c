package dev.hallpass.embedded.bitbucket;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is in the workspace at the start. References are by account id, slug and key; every UUID is in braces.
 *
 * @param generate how much more of everything is made up, or null for nothing
 */
record Seed(
        Workspace workspace,
        List<User> users,
        List<Group> groups,
        List<Project> projects,
        List<Repository> repositories,
        List<Permission> permissions,
        List<Token> tokens,
        @Nullable WorkspaceSize generate) {

    /** @param seatLimit how many users may have access to a repository, or null for any number */
    record Workspace(
            String slug, String uuid, String name, @Nullable Integer seatLimit) {}

    /** @param membership {@code owner}, {@code member} or {@code collaborator}; null for one outside the workspace */
    record User(
            String accountId,
            String uuid,
            String nickname,
            String displayName,
            String email,
            @Nullable String membership) {

        boolean isMember() {
            return membership != null;
        }

        boolean isOwner() {
            return "owner".equals(membership);
        }

        /** The same person, in the workspace as this, or with null, outside of it. */
        User as(@Nullable String changed) {
            return new User(accountId, uuid, nickname, displayName, email, changed);
        }
    }

    record Group(String slug, String name, Set<String> members) {}

    record Project(String key, String uuid, String name, boolean isPrivate) {}

    record Repository(String slug, String uuid, String name, String project, boolean isPrivate, String description) {

        /** The same repository in another project, or one of another key. */
        Repository in(String key) {
            return new Repository(slug, uuid, name, key, isPrivate, description);
        }

        /** The same repository under another slug. */
        Repository at(String changed) {
            return new Repository(changed, uuid, name, project, isPrivate, description);
        }
    }

    /** One explicit permission: on either a repository or a project, of either a user or a group. */
    record Permission(
            @Nullable String repository,
            @Nullable String project,
            @Nullable String user,
            @Nullable String group,
            String permission) {}

    /**
     * A credential.
     *
     * @param user account id of whom it acts for; null for access tokens
     * @param expiresAt when it ends to be valid, or null for never
     */
    record Token(
            Kind kind,
            String token,
            @Nullable String user,
            Set<String> scopes,
            @Nullable Instant expiresAt) {

        /** What the token is; see section 1.4 of the reference for what each may do. */
        enum Kind {
            API_TOKEN,
            OAUTH,
            ACCESS_TOKEN
        }

        @Override
        public String toString() {
            return "Token[" + kind + " of " + user + "]";
        }
    }
}

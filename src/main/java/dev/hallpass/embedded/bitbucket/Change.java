package dev.hallpass.embedded.bitbucket;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** One change of the workspace, as it is kept in the journal. All changes since the seed make the state. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.PermissionSet.class, name = "permission-set"),
    @JsonSubTypes.Type(value = Change.MembershipSet.class, name = "membership-set"),
    @JsonSubTypes.Type(value = Change.UserSet.class, name = "user-set"),
    @JsonSubTypes.Type(value = Change.UserLeft.class, name = "user-left"),
    @JsonSubTypes.Type(value = Change.UserDeleted.class, name = "user-deleted"),
    @JsonSubTypes.Type(value = Change.GroupSet.class, name = "group-set"),
    @JsonSubTypes.Type(value = Change.GroupDeleted.class, name = "group-deleted"),
    @JsonSubTypes.Type(value = Change.ProjectSet.class, name = "project-set"),
    @JsonSubTypes.Type(value = Change.ProjectDeleted.class, name = "project-deleted"),
    @JsonSubTypes.Type(value = Change.RepositorySet.class, name = "repository-set"),
    @JsonSubTypes.Type(value = Change.RepositoryRenamed.class, name = "repository-renamed"),
    @JsonSubTypes.Type(value = Change.RepositoryDeleted.class, name = "repository-deleted"),
    @JsonSubTypes.Type(value = Change.TokenSet.class, name = "token-set"),
    @JsonSubTypes.Type(value = Change.TokenRevoked.class, name = "token-revoked"),
    @JsonSubTypes.Type(value = Change.Generated.class, name = "generated"),
    @JsonSubTypes.Type(value = Change.Reset.class, name = "reset"),
})
sealed interface Change {

    Instant at();

    /** A permission is given, raised, lowered, or with {@link Level#NONE} taken away. */
    record PermissionSet(Instant at, Target target, Holder holder, Level level) implements Change {}

    /** Somebody is in a group from now on, or not. */
    record MembershipSet(Instant at, String group, String user, boolean member) implements Change {}

    /** An account is new, or is changed; with what it holds, as long as it belongs to the workspace. */
    record UserSet(Instant at, Seed.User user) implements Change {}

    /** Somebody is not in the workspace any more. */
    record UserLeft(Instant at, String uuid, boolean permissionsStay) implements Change {}

    record UserDeleted(Instant at, String uuid) implements Change {}

    /** A group is new, or has another name; members are set on their own. */
    record GroupSet(Instant at, Seed.Group group) implements Change {}

    record GroupDeleted(Instant at, String slug) implements Change {}

    record ProjectSet(Instant at, Seed.Project project) implements Change {}

    record ProjectDeleted(Instant at, String uuid) implements Change {}

    /** A repository is new, renamed, moved to another project, or changed otherwise. */
    record RepositorySet(Instant at, Seed.Repository repository) implements Change {}

    record RepositoryRenamed(Instant at, String uuid, String slug) implements Change {}

    record RepositoryDeleted(Instant at, String uuid) implements Change {}

    record TokenSet(Instant at, Seed.Token token) implements Change {}

    record TokenRevoked(Instant at, String token) implements Change {}

    /** More of everything is made up. */
    record Generated(Instant at, WorkspaceSize size) implements Change {}

    /** Back to the seed. */
    record Reset(Instant at) implements Change {}
}

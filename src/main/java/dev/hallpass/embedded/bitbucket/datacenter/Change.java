package dev.hallpass.embedded.bitbucket.datacenter;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One change of the server, as it is kept in the journal. All changes since the seed make the state. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.PermissionSet.class, name = "permission-set"),
    @JsonSubTypes.Type(value = Change.DefaultSet.class, name = "default-set"),
    @JsonSubTypes.Type(value = Change.MembershipSet.class, name = "membership-set"),
    @JsonSubTypes.Type(value = Change.UserDeleted.class, name = "user-deleted"),
    @JsonSubTypes.Type(value = Change.RepositoryPut.class, name = "repository-put"),
    @JsonSubTypes.Type(value = Change.RepositoryDeleted.class, name = "repository-deleted"),
    @JsonSubTypes.Type(value = Change.ProjectAdded.class, name = "project-added"),
    @JsonSubTypes.Type(value = Change.ProjectRenamed.class, name = "project-renamed"),
    @JsonSubTypes.Type(value = Change.ProjectDeleted.class, name = "project-deleted"),
    @JsonSubTypes.Type(value = Change.Reset.class, name = "reset"),
})
sealed interface Change {

    Instant at();

    /**
     * Direct permissions are given, replaced, or taken away.
     *
     * @param permission what these holders now have, null for nothing
     */
    record PermissionSet(
            Instant at,
            Target target,
            List<Holder> holders,
            @Nullable Permission permission) implements Change {
        public PermissionSet {
            holders = List.copyOf(holders);
        }
    }

    /**
     * The default permission of a project is set.
     *
     * @param permission what everybody now has on the project, null for nothing
     */
    record DefaultSet(Instant at, int project, @Nullable Permission permission) implements Change {}

    /**
     * Users come into a group, or leave it.
     *
     * @param group its name in lower case
     */
    record MembershipSet(Instant at, String group, List<Integer> users, boolean member) implements Change {
        public MembershipSet {
            users = List.copyOf(users);
        }
    }

    record UserDeleted(Instant at, int id) implements Change {}

    /** A repository is made, renamed or moved. */
    record RepositoryPut(Instant at, Directory.Repository repository) implements Change {}

    record RepositoryDeleted(Instant at, int id) implements Change {}

    record ProjectAdded(Instant at, Seed.Project project) implements Change {}

    record ProjectRenamed(Instant at, int id, String key) implements Change {}

    record ProjectDeleted(Instant at, int id) implements Change {}

    /** Back to the seed. */
    record Reset(Instant at) implements Change {}
}

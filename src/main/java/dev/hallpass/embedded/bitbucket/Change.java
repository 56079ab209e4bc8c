package dev.hallpass.embedded.bitbucket;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** One change of the workspace, as it is kept in the journal. All changes since the seed make the state. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.PermissionSet.class, name = "permission-set"),
    @JsonSubTypes.Type(value = Change.UserDeleted.class, name = "user-deleted"),
    @JsonSubTypes.Type(value = Change.RepositoryRenamed.class, name = "repository-renamed"),
    @JsonSubTypes.Type(value = Change.RepositoryDeleted.class, name = "repository-deleted"),
    @JsonSubTypes.Type(value = Change.Reset.class, name = "reset"),
})
sealed interface Change {

    Instant at();

    /** A permission is given, raised, lowered, or with {@link Level#NONE} taken away. */
    record PermissionSet(Instant at, Target target, Holder holder, Level level) implements Change {}

    record UserDeleted(Instant at, String uuid) implements Change {}

    record RepositoryRenamed(Instant at, String uuid, String slug) implements Change {}

    record RepositoryDeleted(Instant at, String uuid) implements Change {}

    /** Back to the seed. */
    record Reset(Instant at) implements Change {}
}

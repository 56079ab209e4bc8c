package dev.hallpass.policy;

import dev.hallpass.identity.PrincipalId;
import java.time.Duration;
import java.util.Set;

/**
 * Who looks at access afterwards that nobody was asked about before.
 *
 * @param users people who may close the review
 * @param groups groups whose members may close it
 * @param within how soon
 * @param escalationUsers people who are alarmed if it is not closed by then
 * @param escalationGroups groups whose members are alarmed
 */
public record Review(
        Set<PrincipalId> users,
        Set<String> groups,
        Duration within,
        Set<PrincipalId> escalationUsers,
        Set<String> escalationGroups) {

    /** Copies its collections. */
    public Review {
        users = Set.copyOf(users);
        groups = Set.copyOf(groups);
        escalationUsers = Set.copyOf(escalationUsers);
        escalationGroups = Set.copyOf(escalationGroups);
    }
}

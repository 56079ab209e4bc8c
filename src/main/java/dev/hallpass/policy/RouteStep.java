package dev.hallpass.policy;

import dev.hallpass.identity.PrincipalId;
import java.util.Set;

/**
 * One stage of the route that the policy chose.
 *
 * @param name what the policy calls it, shown to people
 * @param candidateUsers people who may decide it
 * @param candidateGroups groups whose members may decide it
 */
public record RouteStep(String name, Set<PrincipalId> candidateUsers, Set<String> candidateGroups) {

    /** Copies its collections. */
    public RouteStep {
        candidateUsers = Set.copyOf(candidateUsers);
        candidateGroups = Set.copyOf(candidateGroups);
    }
}

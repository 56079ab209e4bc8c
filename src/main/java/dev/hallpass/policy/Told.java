package dev.hallpass.policy;

import dev.hallpass.identity.PrincipalId;
import java.util.Set;

/**
 * Who is told of a request, without being asked.
 *
 * @param rule the rule that wants it so
 * @param users people who are told
 * @param groups groups whose members are told
 * @param when at which moments
 */
public record Told(String rule, Set<PrincipalId> users, Set<String> groups, Set<Moment> when) {

    /** Copies its collections. */
    public Told {
        users = Set.copyOf(users);
        groups = Set.copyOf(groups);
        when = Set.copyOf(when);
    }
}

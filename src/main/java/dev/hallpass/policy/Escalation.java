package dev.hallpass.policy;

import dev.hallpass.identity.PrincipalId;
import java.time.Duration;
import java.util.Set;

/**
 * Who may decide as well once a step has waited for long.
 *
 * @param after how long, counted by the calendar of the step
 * @param users people who are asked in addition
 * @param groups groups whose members are asked in addition
 */
public record Escalation(Duration after, Set<PrincipalId> users, Set<String> groups) {

    /** Copies its collections. */
    public Escalation {
        users = Set.copyOf(users);
        groups = Set.copyOf(groups);
    }
}

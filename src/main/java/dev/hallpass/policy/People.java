package dev.hallpass.policy;

import dev.hallpass.identity.PrincipalId;
import java.util.Set;

/**
 * Who is meant.
 *
 * @param users people by name
 * @param groups groups whose members are meant
 */
record People(Set<PrincipalId> users, Set<String> groups) {

    People {
        users = Set.copyOf(users);
        groups = Set.copyOf(groups);
    }
}

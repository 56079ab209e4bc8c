package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;

/** The unit of provisioning: Bitbucket keeps one explicit permission for each principal and resource. */
record Pair(PrincipalId principal, ResourceId resource) {

    /** What the lock on this pair is named. */
    String lockName() {
        return principal.value() + "@" + resource.value();
    }
}

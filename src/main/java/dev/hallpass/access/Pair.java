package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.identity.PrincipalId;

/**
 * The unit of provisioning: Bitbucket keeps one explicit permission for each principal and resource.
 *
 * @param account the principal's account in the application. Grants keep the one that they were opened for; somebody
 *     whose account was corrected meanwhile must lose what the old one had
 */
record Pair(PrincipalId principal, ResourceId resource, String account) {

    /** What the lock on this pair is named. */
    String lockName() {
        return principal.value() + "@" + resource.value() + " " + account;
    }
}

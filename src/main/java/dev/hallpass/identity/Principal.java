package dev.hallpass.identity;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person or service account.
 *
 * @param groups names of the groups it is in
 * @param manager whom it reports to
 * @param active whether it may do anything at all
 * @param onCallFor paths of resources it is on call for now, such as {@code acme/web-shop}
 * @param accounts its account in each application, by the application's name
 */
public record Principal(
        PrincipalId id,
        String displayName,
        String email,
        Set<String> groups,
        @Nullable PrincipalId manager,
        Employment employment,
        boolean active,
        Set<String> onCallFor,
        Map<String, String> accounts) {

    /** Copies its collections. */
    public Principal {
        groups = Set.copyOf(groups);
        onCallFor = Set.copyOf(onCallFor);
        accounts = Map.copyOf(accounts);
    }
}

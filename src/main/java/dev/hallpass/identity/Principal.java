package dev.hallpass.identity;

import java.time.ZoneId;
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
 * @param department which part of the organisation it belongs to, if that is told
 * @param location where it works, if that is told
 * @param team the team it is in, if that is told
 * @param zone the time zone it works in, if that is told
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
        Map<String, String> accounts,
        @Nullable String department,
        @Nullable String location,
        @Nullable String team,
        @Nullable ZoneId zone) {

    /** Copies its collections. */
    public Principal {
        groups = Set.copyOf(groups);
        onCallFor = Set.copyOf(onCallFor);
        accounts = Map.copyOf(accounts);
    }

    /** One of whom neither department nor location, team or time zone is told. */
    public Principal(
            PrincipalId id,
            String displayName,
            String email,
            Set<String> groups,
            @Nullable PrincipalId manager,
            Employment employment,
            boolean active,
            Set<String> onCallFor,
            Map<String, String> accounts) {
        this(id, displayName, email, groups, manager, employment, active, onCallFor, accounts, null, null, null, null);
    }
}

package dev.hallpass.catalog;

import dev.hallpass.connector.ConnectedResource;
import dev.hallpass.connector.ResourceKind;
import dev.hallpass.identity.PrincipalId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something access can be to.
 *
 * @param application the connected system it belongs to
 * @param name what people call it
 * @param path where the application has it now, such as {@code acme/payments-api}
 * @param externalId the application's own immutable id
 * @param owners who decides about it
 * @param maintainers who looks after it
 * @param roles the roles on it, rising
 * @param available whether it can be asked for; false once the application does not have it any more
 * @param parent the resource whose roles it inherits; null for the topmost
 */
public record Resource(
        ResourceId id,
        String application,
        ResourceKind kind,
        String name,
        String path,
        String externalId,
        Sensitivity sensitivity,
        Set<PrincipalId> owners,
        Set<PrincipalId> maintainers,
        Set<String> tags,
        List<String> roles,
        boolean available,
        @Nullable ResourceId parent) {

    /** Copies its collections. */
    public Resource {
        owners = Set.copyOf(owners);
        maintainers = Set.copyOf(maintainers);
        tags = Set.copyOf(tags);
        roles = List.copyOf(roles);
    }

    /** How the application's connector knows it. */
    public ConnectedResource connected() {
        return new ConnectedResource(kind, externalId, path);
    }

    /** Whether there is a role of this name. */
    public boolean hasRole(String role) {
        return roles.contains(role);
    }

    /** The height of a role: 1 for the lowest, 0 for one that the resource does not have. */
    public int level(String role) {
        return roles.indexOf(role) + 1;
    }
}

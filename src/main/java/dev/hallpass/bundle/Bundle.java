package dev.hallpass.bundle;

import dev.hallpass.identity.PrincipalId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Entitlements, of one or several applications, that can be asked for as one.
 *
 * @param owners who may change it besides administrators
 * @param definedBy who defined or changed it last
 */
public record Bundle(
        String name,
        String description,
        BundleMode mode,
        Set<PrincipalId> owners,
        List<BundleEntitlement> entitlements,
        BundleSource source,
        String definedBy,
        Instant definedAt) {

    /** Copies its collections. */
    public Bundle {
        owners = Set.copyOf(owners);
        entitlements = List.copyOf(entitlements);
    }
}

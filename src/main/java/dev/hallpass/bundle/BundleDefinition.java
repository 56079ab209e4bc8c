package dev.hallpass.bundle;

import dev.hallpass.identity.PrincipalId;
import java.util.List;
import java.util.Set;

/** What somebody wants a bundle to be, every field of it found good; see {@link BundleValidation}. */
public record BundleDefinition(
        String name,
        String description,
        BundleMode mode,
        Set<PrincipalId> owners,
        List<BundleEntitlement> entitlements) {

    /** Copies its collections. */
    public BundleDefinition {
        owners = Set.copyOf(owners);
        entitlements = List.copyOf(entitlements);
    }
}

package dev.hallpass.bundle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a bundle to be, as it came in and not yet checked.
 *
 * @param entitlements resources by id, path or unambiguous name
 */
public record NewBundle(
        @Nullable String name,
        @Nullable String description,
        @Nullable BundleMode mode,
        @Nullable List<@Nullable String> owners,
        @Nullable List<@Nullable NewEntitlement> entitlements) {

    /** A role on a resource, not yet checked. */
    public record NewEntitlement(
            @Nullable String resource, @Nullable String role) {}
}

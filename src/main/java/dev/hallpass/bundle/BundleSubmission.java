package dev.hallpass.bundle;

import dev.hallpass.request.RequestSubmission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bundle request whose every field was found good.
 *
 * @param bundle the name of the bundle; null if the entitlements were named one by one
 * @param parts one for each entitlement, alike in all else
 */
public record BundleSubmission(@Nullable String bundle, BundleMode mode, List<RequestSubmission> parts) {

    /** Copies its list. */
    public BundleSubmission {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A bundle request has at least one part");
        }
    }
}

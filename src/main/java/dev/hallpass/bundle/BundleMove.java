package dev.hallpass.bundle;

import dev.hallpass.request.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * A bundle request goes on to a state.
 *
 * @param reason why, where that is not plain
 * @param failedPart the part that is the cause
 */
record BundleMove(
        BundleRequestState state,
        @Nullable String reason,
        @Nullable RequestId failedPart) {

    static BundleMove to(BundleRequestState state) {
        return new BundleMove(state, null, null);
    }
}

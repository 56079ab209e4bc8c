package dev.hallpass.access;

import dev.hallpass.identity.PrincipalId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one person holds on a resource through Hallpass.
 *
 * @param account the account in the application; after a correction somebody may hold access with two of them
 * @param grants in force, or being taken back and not yet proved to be gone; oldest first, at least one
 * @param reading what the application said last
 */
public record HeldAccess(
        PrincipalId principal,
        String account,
        List<Grant> grants,
        @Nullable PairReading reading) {

    /** Copies its list. */
    public HeldAccess {
        grants = List.copyOf(grants);
    }
}

package dev.hallpass.catalog;

import dev.hallpass.connector.HolderKind;
import org.jspecify.annotations.Nullable;

/**
 * How what somebody holds on a resource itself differs between two readings; for a group: who came or left.
 *
 * @param kind who holds it
 * @param holder the account, or the external id of the group; empty for everybody
 * @param before the role at the reading before; null if there was none
 * @param after the role now; null if there is none any more
 */
public record PermissionDifference(
        HolderKind kind,
        String holder,
        @Nullable String before,
        @Nullable String after) {}

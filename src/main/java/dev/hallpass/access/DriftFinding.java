package dev.hallpass.access;

import dev.hallpass.catalog.ResourceId;
import dev.hallpass.connector.DriftResponse;
import dev.hallpass.connector.HolderKind;
import dev.hallpass.identity.PrincipalId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A permission that somebody has changed by hand.
 *
 * @param principal whose access it is, where the account is known to be somebody's
 * @param application the resource's
 * @param holder who holds the permission
 * @param account the account, or the external id of the group; empty for everybody
 * @param expected the role that it should be, null for none
 * @param found the role that was read last, null for none
 * @param standing the role that stands without any grant once it is put right, null for none
 * @param response what the application's settings say to it
 * @param grants those in force that it concerns
 * @param resolvedBy login name of who settled it, or {@code hallpass}
 * @param ordered what it is being brought to, once that was chosen; null before
 * @param orderedBy login name of who chose it, or {@code hallpass}
 * @param comment what they said to it
 * @param attempts how often that was begun
 * @param lastError why the application could not be brought to that at the last attempt
 */
public record DriftFinding(
        UUID id,
        @Nullable PrincipalId principal,
        ResourceId resource,
        String application,
        HolderKind holder,
        String account,
        DriftKind kind,
        @Nullable String expected,
        @Nullable String found,
        @Nullable String standing,
        DriftResponse response,
        DriftState state,
        @Nullable DriftResolution resolution,
        List<GrantId> grants,
        Instant foundAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy,
        @Nullable DriftResolution ordered,
        @Nullable String orderedBy,
        @Nullable String comment,
        int attempts,
        @Nullable String lastError) {

    /** Copies its list. */
    public DriftFinding {
        grants = List.copyOf(grants);
    }

    /**
     * What is seen of a permission that was changed by hand, before it becomes a finding; the fields are those of the
     * finding.
     */
    record Seen(
            @Nullable PrincipalId principal,
            ResourceId resource,
            HolderKind holder,
            String account,
            DriftKind kind,
            @Nullable String expected,
            @Nullable String found,
            @Nullable String standing,
            DriftResponse response,
            List<GrantId> grants) {

        Seen {
            grants = List.copyOf(grants);
        }

        /**
         * In a pair with grants.
         *
         * @param standing the baseline before this change
         */
        static Seen ofPair(
                Pair pair,
                DriftKind kind,
                @Nullable String expected,
                @Nullable String found,
                @Nullable String standing,
                DriftResponse response,
                List<GrantId> grants) {
            return new Seen(
                    pair.principal(),
                    pair.resource(),
                    HolderKind.ACCOUNT,
                    pair.account(),
                    kind,
                    expected,
                    found,
                    standing,
                    response,
                    grants);
        }
    }
}

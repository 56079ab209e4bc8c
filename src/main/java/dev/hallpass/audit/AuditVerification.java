package dev.hallpass.audit;

import org.jspecify.annotations.Nullable;

/**
 * What verifying the chain has shown.
 *
 * @param intact whether everything is as it was written
 * @param events how many events were checked before the first fault, or in all
 * @param headHash the hash of the last link checked; publish it elsewhere to anchor the chain
 * @param brokenAt the position of the first broken link
 * @param eventId the event at that position, if it can be told
 * @param fault what is wrong there
 */
public record AuditVerification(
        boolean intact,
        long events,
        String headHash,
        @Nullable Long brokenAt,
        @Nullable String eventId,
        @Nullable String fault) {}

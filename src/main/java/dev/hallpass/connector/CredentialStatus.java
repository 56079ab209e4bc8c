package dev.hallpass.connector;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one credential of an application stands.
 *
 * @param name what the settings call it; never the secret
 * @param callsPerHour its budget for a rolling hour
 * @param callsLeft what is left of it now
 * @param expiresAt when it ceases to be accepted, where the settings or the application tell
 * @param accepted false since the application refused it last
 */
public record CredentialStatus(
        String name,
        int callsPerHour,
        int callsLeft,
        @Nullable Instant expiresAt,
        boolean accepted) {}

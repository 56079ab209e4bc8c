package dev.hallpass.connector;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One credential of an application, {@code hallpass.applications[].credentials[]}; several form a pool.
 *
 * @param name what it is called in logs, metrics and the API; its user if absent
 * @param user e-mail address (Bitbucket Cloud) or user name (Data Center) that it belongs to; absent for a Data Center
 *     HTTP access token, which is sent as bearer token
 * @param token the secret, as a reference to the environment
 * @param tokenFile a file that holds the secret and nothing else; exactly one of both is needed
 * @param callsPerHour its own budget; the application's if absent
 * @param expiresAt when it expires, for the alarm
 */
public record CredentialSettings(
        @Nullable String name,
        @Nullable String user,
        @Nullable String token,
        @Nullable Path tokenFile,
        @Nullable Integer callsPerHour,
        @Nullable Instant expiresAt) {

    @Override
    public String toString() {
        return "CredentialSettings[name=%s, user=%s, token=%s, callsPerHour=%s, expiresAt=%s]"
                .formatted(
                        name, user, tokenFile == null ? "(hidden)" : "(in " + tokenFile + ")", callsPerHour, expiresAt);
    }
}

package dev.hallpass.connector;

import org.jspecify.annotations.Nullable;

/**
 * An account that belongs to the application.
 *
 * @param account the application's own immutable id
 * @param otherId another immutable id of the application for it; null where it has none
 * @param displayName what people call it there
 * @param email where the application tells it
 * @param active whether it can log in
 */
public record DiscoveredAccount(
        String account,
        @Nullable String otherId,
        String displayName,
        @Nullable String email,
        boolean active) implements Discovered {

    /** One with a single id. */
    public DiscoveredAccount(String account, String displayName, @Nullable String email, boolean active) {
        this(account, null, displayName, email, active);
    }
}

package dev.hallpass.connector;

/**
 * A member of the group that was asked about.
 *
 * @param account the application's own immutable id
 */
public record DiscoveredMember(String account) implements Discovered {}

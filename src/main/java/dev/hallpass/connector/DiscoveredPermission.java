package dev.hallpass.connector;

/**
 * A role given on the resource that was asked about, on itself and not by inheritance.
 *
 * @param kind who holds it
 * @param holder account id, or the external id of the group; empty for everybody
 * @param displayName what people call the holder
 * @param role as {@link Connector#roles} or, where it cannot be given but is found, as the application names it
 */
public record DiscoveredPermission(HolderKind kind, String holder, String displayName, String role)
        implements Discovered {}

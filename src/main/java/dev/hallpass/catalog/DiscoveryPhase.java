package dev.hallpass.catalog;

/** What is being read of an application. */
public enum DiscoveryPhase {
    /** The lists of its resources, kind by kind. */
    RESOURCES,
    /** The accounts that belong to it. */
    ACCOUNTS,
    /** Whether what is on no list any more is really gone. */
    PRESENCE,
    /** The members of its groups, as a part of a full discovery. */
    MEMBERS,
    /** The permissions on each resource, as a part of a full discovery. */
    PERMISSIONS,
    /** Nothing but single resources, whenever it is their turn. */
    WATCHING
}

package dev.hallpass.connector;

/** One part of an application that is read page by page. */
public sealed interface DiscoveryScope {

    /** All resources of a kind; yields {@link DiscoveredResource}. */
    record Resources(ResourceKind kind) implements DiscoveryScope {}

    /**
     * One project or repository as it is now, asked for by itself; yields one {@link DiscoveredResource}, wherever it was
     * moved to.
     */
    record Itself(ConnectedResource resource) implements DiscoveryScope {}

    /** All accounts that belong to the application; yields {@link DiscoveredAccount}. */
    record Accounts() implements DiscoveryScope {}

    /** The members of a group; yields {@link DiscoveredMember}. */
    record Members(ConnectedResource group) implements DiscoveryScope {}

    /**
     * Every role given on a resource itself, to accounts, groups and everybody; yields {@link DiscoveredPermission}.
     * For a workspace or server: the roles on the whole of it.
     */
    record Permissions(ConnectedResource resource) implements DiscoveryScope {}
}

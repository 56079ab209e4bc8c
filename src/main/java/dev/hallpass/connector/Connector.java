package dev.hallpass.connector;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Speaks one application's API: reads and writes the roles that accounts hold on its resources. It knows nothing of
 * requests and grants, and it keeps no state besides its own rate budget.
 *
 * <p>Every call goes to the application, blocks until it has answered (or all attempts within the retry budget are
 * used up) and may be repeated without harm. Every failure is a {@link ConnectorException}. An {@code account} is the
 * application's own immutable id of a person, never a login name or an e-mail address. Safe for use by many threads,
 * virtual ones included.
 */
public interface Connector {

    /** The application's name in our settings ({@code hallpass.applications[].name}). */
    String application();

    /**
     * The roles that can be given on a kind of resource, lowest first; empty where the connector cannot give any.
     * For Bitbucket Cloud repositories: {@code read}, {@code write}, {@code admin}.
     */
    List<String> roles(ResourceKind kind);

    /**
     * The role given to this account on this resource itself, not counting what comes through groups, projects or the
     * workspace; empty when there is none, which includes an account that does not exist (any more).
     *
     * @throws ConnectorException.NotFound if the resource does not exist
     */
    Optional<String> explicitRole(ConnectedResource resource, String account);

    /**
     * Gives this account exactly this role on the resource, raising or lowering what it held explicitly.
     *
     * @throws ConnectorException.NotFound if the resource or the account does not exist
     * @throws ConnectorException.NotAMember if the account does not belong to the workspace
     * @throws ConnectorException.SeatLimitReached if the plan has no seat left
     * @throws ConnectorException.Rejected if the application refuses the role or the account for another reason
     */
    void setRole(ConnectedResource resource, String account, String role);

    /**
     * Takes the explicit role away; does nothing where there is none, or where the account does not exist (any more).
     *
     * @throws ConnectorException.NotFound if the resource does not exist
     */
    void removeRole(ConnectedResource resource, String account);

    /**
     * The highest role this account holds on the resource by every path (explicit, group, project, workspace); empty
     * when it has no access.
     *
     * @throws ConnectorException.NotFound if the resource does not exist
     */
    Optional<String> effectiveRole(ConnectedResource resource, String account);

    /**
     * Hands over every account that holds a role on the resource itself, page by page, in no particular order.
     *
     * @throws ConnectorException.NotFound if the resource does not exist
     */
    void explicitRoles(ConnectedResource resource, Consumer<AccountRole> sink);

    /** Hands over every resource that the connector's own account can see, page by page, in no particular order. */
    void discover(Consumer<DiscoveredResource> sink);
}

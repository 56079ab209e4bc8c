package dev.hallpass.connector;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** The same connector, with the same budgets, whose calls have this urgency; {@link Urgency#GRANT} unless said. */
    Connector at(Urgency urgency);

    /** The kinds of resources that it can discover, those that others inherit from first. */
    List<ResourceKind> kinds();

    /**
     * The roles that can be given on a kind of resource, lowest first; empty where the connector cannot give any.
     * For Bitbucket Cloud repositories: {@code read}, {@code write}, {@code admin}.
     */
    List<String> roles(ResourceKind kind);

    /** What a credential must be allowed for a kind of resource. */
    default NeededRights rights(ResourceKind kind) {
        return NeededRights.UNKNOWN;
    }

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
     * @throws ConnectorException.ByHand if the application offers no way to do it
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
     * The explicit roles of several accounts on one resource, in as few calls as the application allows.
     *
     * @return by account, without those that hold none
     * @throws ConnectorException.NotFound if the resource does not exist
     */
    Map<String, String> explicitRoles(ConnectedResource resource, Set<String> accounts);

    /**
     * The highest role this account holds on the resource by every path (explicit, group, project, workspace); empty
     * when it has no access.
     *
     * @throws ConnectorException.NotFound if the resource does not exist
     */
    Optional<String> effectiveRole(ConnectedResource resource, String account);

    /**
     * The effective roles of several accounts on one resource, in as few calls as the application allows.
     *
     * @return by account, without those that have no access
     * @throws ConnectorException.NotFound if the resource does not exist
     */
    Map<String, String> effectiveRoles(ConnectedResource resource, Set<String> accounts);

    /**
     * The role on resources below that comes with a role on the one above them, without asking the application: project
     * {@code create-repo} gives repository {@code write}, for example. Empty when it gives none.
     */
    Optional<String> inheritedRole(ResourceKind above, String role, ResourceKind below);

    /**
     * Whether an account belongs to the application, asked now: without that nothing can be given to it. An application
     * that lets in everybody need not know.
     */
    default Membership membership(String account) {
        return new Membership.Member();
    }

    /** Whether the resource still exists, asked in a way that tells a missing resource from missing rights. */
    Presence presence(ConnectedResource resource);

    /**
     * Reads one page of a scope.
     *
     * @param cursor {@link DiscoveredPage#next} of the page before, null for the first one
     * @throws ConnectorException.NotFound if the scope's resource does not exist
     */
    DiscoveredPage discover(DiscoveryScope scope, @Nullable String cursor);

    /**
     * The resources that a webhook delivery tells about, which should be read again; empty where it tells nothing useful.
     *
     * @throws ConnectorException.Unauthenticated if the signature is missing or wrong, or no secret is set
     * @throws ConnectorException.Rejected if it cannot be read
     */
    List<ConnectedResource> changed(WebhookDelivery delivery);

    /**
     * Reserves the calls that it usually takes to read, change and prove one permission, for those that this thread
     * makes until it is closed: what is begun is not cut off by the budget in its middle.
     *
     * @throws ConnectorException.RateLimited if the budget has not so many now; no call was made
     */
    default CallReservation reserveChange() {
        return CallReservation.NONE;
    }

    /** How its credentials stand, without calling the application. */
    List<CredentialStatus> credentials();

    /** How long it takes until this many calls of an urgency can be made, by the budgets of all credentials. */
    Duration timeFor(int calls, Urgency urgency);
}

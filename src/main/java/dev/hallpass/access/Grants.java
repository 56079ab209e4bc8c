package dev.hallpass.access;

import dev.hallpass.common.ProblemException;
import dev.hallpass.connector.ConnectorException;
import dev.hallpass.connector.Urgency;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.EndReason;
import dev.hallpass.request.RequestId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All grants: opening them, taking them back, prolonging them, looking at them. */
@Component
public class Grants {

    private final GrantRows rows;
    private final GrantSearch search;
    private final HeldAccesses held;
    private final GrantOpening opening;
    private final GrantAttempts attempts;
    private final GrantChanges changes;
    private final AccessLedger ledger;
    private final ReceiptBook receipts;
    private final RetryDelay retryDelay;

    Grants(
            GrantRows rows,
            GrantSearch search,
            HeldAccesses held,
            GrantOpening opening,
            GrantAttempts attempts,
            GrantChanges changes,
            AccessLedger ledger,
            ReceiptBook receipts,
            RetryDelay retryDelay) {
        this.rows = rows;
        this.search = search;
        this.held = held;
        this.opening = opening;
        this.attempts = attempts;
        this.changes = changes;
        this.ledger = ledger;
        this.receipts = receipts;
        this.retryDelay = retryDelay;
    }

    /**
     * Brings what an approved request asked for into force; called again, tells how it came out.
     *
     * @throws AccessDelayedException if the application could not be changed now
     */
    public Provisioned provision(RequestId request) {
        Opening opened = opening.open(request);
        if (opened instanceof Opening.Settled settled) {
            return settled.result();
        }
        Opening.ToConverge booked = (Opening.ToConverge) opened;
        try {
            if (ledger.converge(booked.pair(), request, Urgency.GRANT, booked.due())
                    instanceof Converged.ByHand byHand) {
                attempts.waitsForHands(request, byHand.order());
                return new Provisioned.ByHand(byHand.order());
            }
        } catch (ConnectorException e) {
            if (e.retryable() || attempts.waitsForCredentials(request, e)) {
                throw new AccessDelayedException(describe(e), attempts.attemptFailed(request, describe(e), e), e);
            }
            return opening.fail(request, describe(e));
        } catch (NoPlaceException | DriftSuspectedException e) {
            throw attempts.readAgain(request, e);
        } catch (AccessDelayedException e) {
            throw new AccessDelayedException(describe(e), attempts.attemptFailed(request, describe(e), e), e);
        }
        Grant grant = ofRequest(request).orElseThrow();
        if (grant.state() == GrantState.FAILED) {
            return new Provisioned.Failed(String.valueOf(grant.lastError()));
        }
        if (grant.expiresAt() == null) {
            throw notSettled();
        }
        return new Provisioned.InForce(grant.expiresAt());
    }

    /**
     * Takes a grant back whose time is up or that was ended; called again, does nothing more.
     *
     * @throws AccessDelayedException if the application could not be changed now; it must be tried again
     */
    public TakenBack takeBack(RequestId request) {
        Optional<TakenBack> settled = changes.beginTakingBack(request);
        if (settled.isPresent()) {
            return settled.get();
        }
        Grant grant = ofRequest(request).orElseThrow();
        if (converge(grant) instanceof Converged.ByHand byHand) {
            attempts.waitsForHands(request, byHand.order());
            return new TakenBack.ByHand(byHand.order());
        }
        if (ofRequest(request).orElseThrow().state() != GrantState.ENDED) {
            throw notSettled();
        }
        return new TakenBack.Gone();
    }

    /** Another change of the pair came in between; the next attempt finds how it ended. */
    private AccessDelayedException notSettled() {
        IllegalStateException cause = new IllegalStateException("not settled");
        return new AccessDelayedException("The grant is not settled yet", retryDelay.after(0, cause), cause);
    }

    /** Converges the pair of a grant that is being taken back, and books a failure, of whatever kind, as one. */
    private Converged converge(Grant grant) {
        try {
            return ledger.converge(
                    new Pair(grant.principal(), grant.resource(), grant.account()),
                    grant.request(),
                    Urgency.REVOCATION,
                    Objects.requireNonNullElse(grant.revokingSince(), grant.openedAt()));
        } catch (NoPlaceException | DriftSuspectedException e) {
            throw attempts.readAgain(grant.request(), e);
        } catch (RuntimeException e) {
            throw new AccessDelayedException(describe(e), attempts.attemptFailed(grant.request(), describe(e), e), e);
        }
    }

    /**
     * The holder gives the access back before its time.
     *
     * @throws ProblemException if there is no such grant, it is not theirs, or it is not in force
     */
    public Grant release(GrantId id, PrincipalId holder) {
        return changes.endEarly(id, EndReason.RELEASED, holder);
    }

    /**
     * An owner or administrator, checked by the caller, takes the access.
     *
     * @throws ProblemException if there is no such grant or it is not in force
     */
    public Grant revoke(GrantId id, PrincipalId by) {
        return changes.endEarly(id, EndReason.REVOKED, by);
    }

    /**
     * Lets grants count again that were set aside since somebody took by hand what they give; the access follows within
     * a moment. Those that are not set aside, or are over, are left alone.
     */
    public void restore(GrantId... grants) {
        for (GrantId grant : grants) {
            changes.restore(grant);
        }
    }

    /** What was read, written and read back for a grant, oldest first. */
    public List<Receipt> receipts(GrantId grant) {
        return receipts.of(grant);
    }

    /** The grant, if there is one. */
    public Optional<Grant> find(GrantId id) {
        return rows.findById(id.value()).map(GrantEntity::toValue);
    }

    /**
     * The grant.
     *
     * @throws ProblemException of kind not found
     */
    public Grant require(GrantId id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("id", "There is no grant with this id."));
    }

    /** The grant that a request opened, if it did. */
    public Optional<Grant> ofRequest(RequestId request) {
        return rows.findByRequestId(request.value()).map(GrantEntity::toValue);
    }

    /** The grants that these requests opened. */
    public List<Grant> ofRequests(Collection<RequestId> requests) {
        return rows.findByRequestIdIn(requests.stream().map(RequestId::value).toList()).stream()
                .map(GrantEntity::toValue)
                .toList();
    }

    /** Grants by holder, resource, state and what the viewer may see, newest first. */
    public List<Grant> search(GrantQuery query) {
        return search.find(query);
    }

    /** What the application said last of the holders of those of these grants that are not over, where it was read. */
    public Map<GrantId, PairReading> readingsOf(Collection<Grant> grants) {
        return held.readings(grants);
    }

    private static String describe(RuntimeException e) {
        String message = e.getMessage();
        return e instanceof ConnectorException
                ? e.getClass().getSimpleName() + (message == null ? "" : ": " + message)
                : String.valueOf(message);
    }
}

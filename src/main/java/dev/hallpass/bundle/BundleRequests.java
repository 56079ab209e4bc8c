package dev.hallpass.bundle;

import dev.hallpass.approval.Approvals;
import dev.hallpass.approval.Verdict;
import dev.hallpass.audit.AuditTrail;
import dev.hallpass.common.ProblemException;
import dev.hallpass.common.TimeOrderedIds;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All bundle requests: several entitlements asked for as one, each of them an access request of its own. */
@Component
@Transactional
public class BundleRequests {

    private final BundleRequestRows rows;
    private final BundleSettlement settlement;
    private final AccessRequests requests;
    private final Approvals approvals;
    private final AuditTrail audit;
    private final Clock clock;

    BundleRequests(
            BundleRequestRows rows,
            BundleSettlement settlement,
            AccessRequests requests,
            Approvals approvals,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.settlement = settlement;
        this.requests = requests;
        this.approvals = approvals;
        this.audit = audit;
        this.clock = clock;
    }

    /** Stores a bundle request and its parts, whose processes start with that. */
    public BundleRequestId submit(BundleSubmission submission) {
        BundleRequestId id = new BundleRequestId(TimeOrderedIds.next());
        rows.insert(id, submission, clock.instant());
        audit.record(BundleEvents.submitted(require(id)));
        for (int position = 0; position < submission.parts().size(); position++) {
            requests.submitPart(submission.parts().get(position), id.value(), position);
        }
        return id;
    }

    /** The bundle request, if there is one. */
    @Transactional(readOnly = true)
    public Optional<BundleRequest> find(BundleRequestId id) {
        return rows.find(id);
    }

    /**
     * The bundle request.
     *
     * @throws ProblemException of kind not found
     */
    @Transactional(readOnly = true)
    public BundleRequest require(BundleRequestId id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("id", "There is no bundle request with this id."));
    }

    /** Bundle requests by state, requester and what the viewer may see, newest first. */
    @Transactional(readOnly = true)
    public List<BundleRequest> search(BundleRequestQuery query) {
        return rows.search(query);
    }

    /** The parts of these bundle requests, those of each in its order. */
    @Transactional(readOnly = true)
    public List<AccessRequest> partsOf(Collection<BundleRequestId> ids) {
        return requests.partsOf(ids.stream().map(BundleRequestId::value).toList());
    }

    /** Whether the request is a part of a bundle of which nothing comes before all parts are agreed. */
    @Transactional(readOnly = true)
    public boolean isHeldTogether(AccessRequest request) {
        UUID bundle = request.bundleRequest();
        return bundle != null && rows.modeOf(bundle).orElseThrow() == BundleMode.ALL_OR_NOTHING;
    }

    /**
     * Whether a request that is agreed may be provisioned; always, if it is no part of a bundle that holds together.
     *
     * <p>All parts of a large bundle ask this at about the same time, so nobody waits here for a lock: that would take a
     * database connection for each. If somebody else moves the bundle just now, the answer is how it stood before; that
     * a part moved is stored with the move, and whoever looks at it later wakes those that were told to wait.
     */
    public BundleAnswer join(RequestId id) {
        AccessRequest request = requests.require(id);
        UUID partOf = request.bundleRequest();
        if (partOf == null || !isHeldTogether(request)) {
            return BundleAnswer.GO;
        }
        BundleRequest bundle = asItStands(new BundleRequestId(partOf));
        return switch (bundle.state()) {
            case OPEN -> BundleAnswer.WAIT;
            case AGREED, IN_FORCE, ENDED -> BundleAnswer.GO;
            case UNDOING, UNDONE -> overBefore(request) ? BundleAnswer.GO : BundleAnswer.STOP;
            case PARTLY_IN_FORCE, NOT_GRANTED ->
                throw new IllegalStateException("A bundle that holds together cannot be " + bundle.state());
        };
    }

    private BundleRequest asItStands(BundleRequestId id) {
        BundleRequest bundle = require(id);
        return bundle.state() == BundleRequestState.OPEN
                ? rows.lockIfFree(id).map(settlement::advance).orElse(bundle)
                : bundle;
    }

    /** A process started anew for a part that is being taken back has to go all the way to its end. */
    private static boolean overBefore(AccessRequest request) {
        return request.activatedAt() != null;
    }

    /**
     * Decides every step of the bundle that waits and that the person may decide.
     *
     * @return the parts that were decided
     * @throws ProblemException of kind forbidden if there are none among those that wait, conflict if none waits
     */
    public List<RequestId> decide(BundleRequestId id, PrincipalId person, Verdict verdict, @Nullable String comment) {
        List<RequestId> decided = new ArrayList<>();
        List<AccessRequest> waiting = parts(id).stream()
                .filter(part -> part.state() == RequestState.AWAITING_APPROVAL)
                .sorted(Comparator.comparing(part -> part.id().value()))
                .toList();
        for (AccessRequest part : waiting) {
            approvals
                    .decideIfAllowed(part.id(), person, verdict, comment)
                    .ifPresent(decision -> decided.add(part.id()));
        }
        if (waiting.isEmpty()) {
            throw ProblemException.conflict("No part of this bundle waits for a decision; it is %s."
                    .formatted(require(id).state()));
        }
        if (decided.isEmpty()) {
            throw ProblemException.forbidden("None of the steps that wait is yours to decide.");
        }
        return decided;
    }

    private List<AccessRequest> parts(BundleRequestId id) {
        return requests.partsOf(List.of(id.value()));
    }

    /**
     * Withdraws the bundle: one that holds together as a whole, of another the parts that are not decided.
     *
     * @throws ProblemException of kind conflict if it has settled
     */
    public BundleRequest cancel(BundleRequestId id, PrincipalId by) {
        BundleRequest bundle = settlement.advance(rows.lock(id).orElseThrow());
        String why = "Withdrawn by %s.".formatted(by.value());
        return switch (bundle.state()) {
            case OPEN, AGREED -> {
                if (bundle.mode() == BundleMode.ALL_OR_NOTHING) {
                    rows.tell(id.value());
                    yield settlement.move(bundle, new BundleMove(BundleRequestState.UNDOING, why, null), by.value());
                }
                long withdrawn = parts(id).stream()
                        .filter(part -> isUndecided(part.state()))
                        .filter(part -> settlement.withdraw(part, why, by.value()) != null)
                        .count();
                if (withdrawn == 0) {
                    throw ProblemException.conflict("Every part of this bundle is decided already.");
                }
                yield bundle;
            }
            case UNDOING, UNDONE -> bundle;
            default ->
                throw ProblemException.conflict("Only a bundle that has not settled can be withdrawn; this one is %s."
                        .formatted(bundle.state()));
        };
    }

    private static boolean isUndecided(RequestState state) {
        return state == RequestState.SUBMITTED
                || state == RequestState.EVALUATED
                || state == RequestState.AWAITING_APPROVAL;
    }
}

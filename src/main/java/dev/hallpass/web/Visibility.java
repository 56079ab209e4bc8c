package dev.hallpass.web;

import dev.hallpass.access.Grant;
import dev.hallpass.access.GrantId;
import dev.hallpass.access.Grants;
import dev.hallpass.approval.ApprovalStep;
import dev.hallpass.approval.Approvals;
import dev.hallpass.common.ProblemException;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestId;
import java.util.Collections;
import org.springframework.stereotype.Component;

/**
 * Who may see which request and grant. What one may not see is not there: the answer does not tell the one from the
 * other.
 */
@Component
class Visibility {

    private final AccessRequests requests;
    private final Approvals approvals;
    private final Grants grants;

    Visibility(AccessRequests requests, Approvals approvals, Grants grants) {
        this.requests = requests;
        this.approvals = approvals;
        this.grants = grants;
    }

    /**
     * The request, if the viewer asked for it, gets the access, owns the resource, is an approver of any of its steps,
     * or sees everything.
     *
     * @throws ProblemException of kind not found
     */
    AccessRequest request(String id, Viewer viewer) {
        AccessRequest request = requests.require(RequestId.parse(id));
        if (!viewer.seesEverything()
                && !viewer.is(request.requester())
                && !viewer.is(request.beneficiary())
                && !viewer.owns(request.resource())
                && !isApprover(request.id(), viewer)) {
            throw ProblemException.notFound("id", "There is no access request with this id.");
        }
        return request;
    }

    /**
     * The grant, if the viewer holds it, asked for it, owns the resource, or sees everything.
     *
     * @throws ProblemException of kind not found
     */
    Grant grant(String id, Viewer viewer) {
        Grant grant = grants.require(GrantId.parse(id));
        if (!viewer.seesEverything()
                && !viewer.is(grant.principal())
                && !viewer.owns(grant.resource())
                && !viewer.is(requests.require(grant.request()).requester())) {
            throw ProblemException.notFound("id", "There is no grant with this id.");
        }
        return grant;
    }

    /**
     * Whether the viewer may know what the holder of a grant has besides it: standing access, groups, what was read in
     * the application. Who only asked for it, or decides about it, learns nothing of that.
     */
    static boolean seesHeld(Grant grant, Viewer viewer) {
        return viewer.seesEverything() || viewer.is(grant.principal()) || viewer.owns(grant.resource());
    }

    private boolean isApprover(RequestId id, Viewer viewer) {
        return approvals.stepsOf(id).stream().anyMatch(step -> isCandidate(step, viewer));
    }

    private static boolean isCandidate(ApprovalStep step, Viewer viewer) {
        return step.candidateUsers().contains(viewer.id())
                || !Collections.disjoint(
                        step.candidateGroups(), viewer.principal().groups());
    }
}

package dev.hallpass.approval;

import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.request.AccessRequest;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Whether a person may decide a step, and if not, why. The one place that says so: the API asks it for a quick answer,
 * the user task's completing listener asks it again for every other client.
 *
 * @param allowed whether the person may decide
 * @param reason why not; empty if allowed
 */
public record Eligibility(boolean allowed, String reason) {

    private static final Eligibility YES = new Eligibility(true, "");

    /** Whether {@code person} may decide the step of the route that waits, given all decisions so far. */
    public static Eligibility of(
            Principal person, AccessRequest request, List<ApprovalStep> route, List<Decision> decisions) {
        List<PrincipalId> before = decisions.stream().map(Decision::decidedBy).toList();
        return route.stream()
                .filter(step -> step.state() == StepState.WAITING)
                .findFirst()
                .map(step -> of(person, step, request, before))
                .orElse(no("No step of this request waits for a decision."));
    }

    /**
     * Whether {@code person} may decide {@code step} of {@code request}.
     *
     * @param decidedBefore who has decided an earlier step of this request
     */
    static Eligibility of(
            Principal person, ApprovalStep step, AccessRequest request, Collection<PrincipalId> decidedBefore) {
        PrincipalId id = person.id();
        if (!person.active()) {
            return no("Only active people decide.");
        }
        if (id.equals(request.requester())) {
            return no("Nobody decides their own request.");
        }
        if (id.equals(request.beneficiary())) {
            return no("Nobody decides a request for access of their own.");
        }
        if (decidedBefore.contains(id)) {
            return no("Each person decides once in a request, and you have decided an earlier step.");
        }
        boolean candidate =
                step.candidateUsers().contains(id) || !Collections.disjoint(step.candidateGroups(), person.groups());
        return candidate ? YES : no("You are not among the approvers of step \"%s\".".formatted(step.name()));
    }

    private static Eligibility no(String reason) {
        return new Eligibility(false, reason);
    }
}

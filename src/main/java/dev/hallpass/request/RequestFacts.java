package dev.hallpass.request;

import dev.hallpass.catalog.Catalog;
import dev.hallpass.identity.Principals;
import dev.hallpass.policy.PolicyFacts;
import org.springframework.stereotype.Component;

/** Gathers what the policy may look at; the same for a stored request and for a preview. */
@Component
public class RequestFacts {

    private final Principals principals;
    private final Catalog catalog;

    RequestFacts(Principals principals, Catalog catalog) {
        this.principals = principals;
        this.catalog = catalog;
    }

    /** The facts of a stored request as they are now. */
    public PolicyFacts of(AccessRequest request) {
        return new PolicyFacts(
                principals.require(request.requester(), "requester"),
                principals.require(request.beneficiary(), "beneficiary"),
                catalog.require(request.resource()),
                request.role(),
                request.wholeDuration(),
                request.ticket(),
                request.isExtension());
    }

    /** The facts of what somebody would ask for. */
    public PolicyFacts of(RequestSubmission submission) {
        return new PolicyFacts(
                submission.requester(),
                submission.beneficiary(),
                submission.resource(),
                submission.role(),
                submission.wholeDuration(),
                submission.ticket(),
                false);
    }
}

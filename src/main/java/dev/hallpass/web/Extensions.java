package dev.hallpass.web;

import dev.hallpass.access.Grant;
import dev.hallpass.access.GrantState;
import dev.hallpass.catalog.Catalog;
import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.Principals;
import dev.hallpass.policy.PolicySettings;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.RequestSubmission;
import dev.hallpass.request.RequestValidation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Checks what somebody asks for who needs a grant for longer. */
@Component
class Extensions {

    private static final int LONGEST_JUSTIFICATION = 2000;

    private final AccessRequests requests;
    private final RequestValidation validation;
    private final Principals principals;
    private final Catalog catalog;
    private final PolicySettings limits;
    private final Clock clock;

    Extensions(
            AccessRequests requests,
            RequestValidation validation,
            Principals principals,
            Catalog catalog,
            PolicySettings limits,
            Clock clock) {
        this.requests = requests;
        this.validation = validation;
        this.principals = principals;
        this.catalog = catalog;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * The checked request; the policy judges the whole length from the activation to the new end.
     *
     * @throws ProblemException naming the field that is wrong, or of kind forbidden or conflict
     */
    RequestSubmission check(Grant grant, RequestBodies.Extend body, Viewer viewer) {
        AccessRequest original = requests.require(grant.request());
        if (!viewer.is(grant.principal()) && !viewer.is(original.requester())) {
            throw ProblemException.forbidden("Only its holder, or who asked for it, asks for more time.");
        }
        Duration longer = validation.duration(RequestBodies.line(body.duration(), "duration"));
        String justification = validation.text(
                RequestBodies.lines(body.justification(), "justification"), "justification", LONGEST_JUSTIFICATION);
        String ticket = validation.ticket(RequestBodies.line(body.ticket(), "ticket"));
        Duration whole = soFar(grant).plus(longer);
        if (whole.compareTo(limits.absoluteCeiling()) > 0) {
            throw ProblemException.invalid(
                    "duration",
                    "The grant would last longer than anything is granted for.",
                    "at most %s longer".formatted(limits.absoluteCeiling().minus(soFar(grant))));
        }
        Principal holder = principals.require(grant.principal(), "principal");
        if (!holder.active()) {
            throw ProblemException.conflict("The holder is not active any more.");
        }
        return new RequestSubmission(
                viewer.principal(),
                holder,
                catalog.require(grant.resource()),
                grant.role(),
                longer,
                whole,
                justification,
                ticket == null ? original.ticket() : ticket);
    }

    private Duration soFar(Grant grant) {
        Instant from = grant.activatedAt();
        Instant until = grant.expiresAt();
        if (grant.state() != GrantState.ACTIVE
                || from == null
                || until == null
                || !clock.instant().isBefore(until)) {
            throw ProblemException.conflict(
                    "Only a grant in force can be extended; this one is %s.".formatted(grant.state()));
        }
        return Duration.between(from, until);
    }
}

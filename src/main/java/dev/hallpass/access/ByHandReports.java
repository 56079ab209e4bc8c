package dev.hallpass.access;

import dev.hallpass.common.ProblemException;
import dev.hallpass.identity.Principal;
import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
import dev.hallpass.request.ProcessCommand;
import dev.hallpass.request.ProcessOutbox;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people report of what they did by hand. The same rule holds through the API and in any Camunda client: a member
 * of the group that was asked, and never whoever gets the access.
 */
@Component
@Transactional
public class ByHandReports {

    private static final int LONGEST_NOTE = 2000;

    private final ByHandOrders orders;
    private final ByHandRepairs repairs;
    private final ByHandChecks checks;
    private final Principals principals;
    private final ProcessOutbox outbox;

    ByHandReports(
            ByHandOrders orders,
            ByHandRepairs repairs,
            ByHandChecks checks,
            Principals principals,
            ProcessOutbox outbox) {
        this.orders = orders;
        this.repairs = repairs;
        this.checks = checks;
        this.principals = principals;
        this.outbox = outbox;
    }

    /**
     * Takes a report of a person who is known to be who they are; the engine's task is completed afterwards.
     *
     * @throws ProblemException of kind forbidden if the person may not report it, conflict if nothing is open, invalid
     *     if access is said to be impossible to take away, or nothing is said to it
     */
    public BookedOrder report(UUID id, PrincipalId person, ByHandOutcome outcome, @Nullable String note) {
        BookedOrder order = orders.lock(id);
        String refusal = whyNot(person, order);
        if (refusal != null) {
            throw ProblemException.forbidden(refusal);
        }
        if (order.state() != ByHandState.OPEN) {
            throw ProblemException.conflict("Only an open order is reported; this one is %s.".formatted(order.state()));
        }
        String fault = faultOf(order, outcome, note);
        if (fault != null) {
            throw ProblemException.invalid(
                    "outcome", fault, "DONE, or IMPOSSIBLE with a note if access is to be given");
        }
        BookedOrder reported = orders.reported(order, new ByHandReport(person, outcome, note));
        if (order.purpose() == ByHandPurpose.CHECK) {
            checks.reported(order);
            return orders.require(id);
        }
        if (order.purpose() == ByHandPurpose.REPAIR) {
            repairs.reported(order);
        } else {
            outbox.enqueue(new ProcessCommand.CompleteByHand(order.requireRequest(), id));
        }
        return reported;
    }

    /**
     * Whether the engine may complete the user task of an order. If nobody is needed any more, yes. Otherwise the task's
     * assignee is reporting in another client: if they may, their report is booked.
     *
     * @return why the completion must be denied; empty if it may go on
     */
    public Optional<String> completing(
            UUID id, @Nullable String assignee, @Nullable String outcome, @Nullable String note) {
        BookedOrder order = orders.lock(id);
        if (order.state() != ByHandState.OPEN) {
            return Optional.empty();
        }
        String refusal = refusal(order, assignee, outcome, note);
        if (refusal != null) {
            orders.refused(order, assignee, refusal);
            return Optional.of(refusal);
        }
        orders.reported(
                order,
                new ByHandReport(
                        new PrincipalId(String.valueOf(assignee)),
                        ByHandOutcome.valueOf(String.valueOf(outcome)),
                        note == null || note.isBlank() ? null : note.strip()));
        return Optional.empty();
    }

    private @Nullable String refusal(
            BookedOrder order, @Nullable String assignee, @Nullable String outcome, @Nullable String note) {
        if (assignee == null || assignee.isBlank()) {
            return "Claim the task first: the report is that of the task's assignee.";
        }
        if (outcome == null || !(outcome.equals("DONE") || outcome.equals("IMPOSSIBLE"))) {
            return "The variable \"report\" must be DONE or IMPOSSIBLE.";
        }
        if (note != null && (note.length() > LONGEST_NOTE || note.indexOf('\0') >= 0)) {
            return "The note is too long, or has a character that cannot be kept.";
        }
        String fault = faultOf(order, ByHandOutcome.valueOf(outcome), note);
        return fault == null ? whyNot(new PrincipalId(assignee), order) : fault;
    }

    private static @Nullable String faultOf(BookedOrder order, ByHandOutcome outcome, @Nullable String note) {
        if (outcome == ByHandOutcome.DONE) {
            return null;
        }
        if (order.purpose() == ByHandPurpose.REVOKE) {
            return "Access that is over must go; it stays open until the application shows that it is gone.";
        }
        if (order.purpose() == ByHandPurpose.CHECK) {
            return "It stays open until somebody has looked.";
        }
        if (order.purpose() == ByHandPurpose.REPAIR) {
            return "What is to be put right stays open until the application shows it, or until nobody wants it any"
                    + " more.";
        }
        return note == null || note.isBlank() ? "Say in the note why it cannot be done." : null;
    }

    /** Why this person may not report the order; empty if they may. */
    @Transactional(readOnly = true)
    public Optional<String> refusalOf(PrincipalId person, BookedOrder order) {
        return Optional.ofNullable(whyNot(person, order));
    }

    private @Nullable String whyNot(PrincipalId person, BookedOrder order) {
        Principal known = principals.find(person).filter(Principal::active).orElse(null);
        if (known == null) {
            return "There is no active person \"%s\".".formatted(person.value());
        }
        if (person.equals(order.order().principal())) {
            return "Nobody carries out what is to be done for themselves.";
        }
        return known.groups().contains(order.order().fulfillers())
                ? null
                : "Only members of the group \"%s\" carry this out."
                        .formatted(order.order().fulfillers());
    }
}

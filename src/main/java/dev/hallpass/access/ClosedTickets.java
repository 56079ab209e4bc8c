package dev.hallpass.access;

import dev.hallpass.facts.Tickets;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import dev.hallpass.request.EndReason;
import dev.hallpass.request.RequestId;
import dev.hallpass.request.RequestState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends what a ticket justified once it is closed: requests that still wait are withdrawn, grants end. The ticket's row
 * says that this is to be done until all of it is, so a stop in between loses nothing.
 */
@Component
class ClosedTickets {

    private static final Logger log = LoggerFactory.getLogger(ClosedTickets.class);
    private static final Set<RequestState> WAITING = EnumSet.of(
            RequestState.SUBMITTED, RequestState.EVALUATED, RequestState.AWAITING_APPROVAL, RequestState.APPROVED);
    private static final Set<RequestState> UNDER_WAY = EnumSet.of(
            RequestState.SUBMITTED,
            RequestState.EVALUATED,
            RequestState.AWAITING_APPROVAL,
            RequestState.APPROVED,
            RequestState.PROVISIONING,
            RequestState.ACTIVE);

    /** Says the condition of the index of tickets once more, so that it can be used. */
    static final String REQUESTS = """
        select id from access_request where upper(btrim(ticket)) = ? and ticket is not null and state = any (?)
          and state not in ('ENDED', 'DENIED', 'CANCELLED', 'LAPSED', 'FAILED')
        order by id
        """;

    private final Tickets tickets;
    private final GrantUndoing undoing;
    private final AccessRequests requests;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ClosedTickets(
            Tickets tickets,
            GrantUndoing undoing,
            AccessRequests requests,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.tickets = tickets;
        this.undoing = undoing;
        this.requests = requests;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What waits and what is in force, which is quickly marked and holds up nobody. */
    @Scheduled(fixedDelayString = "${hallpass.access.sweep-interval:PT1S}")
    void endWhatTheyJustified() {
        for (Tickets.Closing ticket : tickets.closing()) {
            trying(ticket, () -> {
                requestsWith(ticket, WAITING).forEach(request -> withdraw(request, why(ticket)));
                undoing.endInForce(requestsWith(ticket, EnumSet.of(RequestState.ACTIVE)), EndReason.TICKET_CLOSED);
            });
        }
    }

    /** What is just coming into force may be busy for long, and each by itself. */
    @Scheduled(fixedDelayString = "${hallpass.access.sweep-interval:PT1S}")
    void endWhatIsJustComing() {
        for (Tickets.Closing ticket : tickets.closing()) {
            for (RequestId request : requestsWith(ticket, EnumSet.of(RequestState.PROVISIONING))) {
                trying(ticket, () -> undoing.undo(request, EndReason.TICKET_CLOSED, why(ticket)));
            }
            if (requestsWith(ticket, UNDER_WAY).isEmpty()) {
                tickets.ended(ticket);
            }
        }
    }

    private static void trying(Tickets.Closing ticket, Runnable work) {
        try {
            work.run();
        } catch (AccessDelayedException busy) {
            log.atInfo()
                    .addKeyValue("ticket", ticket.key())
                    .log("What a closed ticket is just bringing is looked at again: {}", busy.getMessage());
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("ticket", ticket.key())
                    .setCause(e)
                    .log("Not all that a closed ticket justified could be ended; it is tried again");
        }
    }

    private static String why(Tickets.Closing ticket) {
        return "The ticket %s is closed.".formatted(ticket.key());
    }

    private List<RequestId> requestsWith(Tickets.Closing ticket, Set<RequestState> states) {
        return jdbc
                .sql("""
                    select id from access_request where upper(btrim(ticket)) = ? and ticket is not null and state = any (?)
                      and state not in ('ENDED', 'DENIED', 'CANCELLED', 'LAPSED', 'FAILED')
                    order by id
                    """)
                .params(ticket.key(), states.stream().map(RequestState::name).toArray(String[]::new))
                .query(UUID.class)
                .list()
                .stream()
                .map(RequestId::new)
                .toList();
    }

    private void withdraw(RequestId id, String why) {
        transaction.executeWithoutResult(status -> {
            AccessRequest request = requests.lock(id);
            if (WAITING.contains(request.state())) {
                requests.withdrawn(id, why, AccessRequests.SYSTEM);
            }
        });
    }
}

package dev.hallpass.access;

import dev.hallpass.identity.PrincipalId;
import dev.hallpass.identity.Principals;
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
 * Takes everything from those who are not active any more: what they wait for is withdrawn, what they have is ended,
 * all of it at once, so that grants that overlap are taken back with one write.
 */
@Component
class Leavers {

    private static final Logger log = LoggerFactory.getLogger(Leavers.class);
    private static final Set<RequestState> WAITING = EnumSet.of(
            RequestState.SUBMITTED, RequestState.EVALUATED, RequestState.AWAITING_APPROVAL, RequestState.APPROVED);
    private static final Set<RequestState> UNDER_WAY = EnumSet.of(
            RequestState.SUBMITTED,
            RequestState.EVALUATED,
            RequestState.AWAITING_APPROVAL,
            RequestState.APPROVED,
            RequestState.PROVISIONING,
            RequestState.ACTIVE);

    private final Principals principals;
    private final GrantUndoing undoing;
    private final AccessRequests requests;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Leavers(
            Principals principals,
            GrantUndoing undoing,
            AccessRequests requests,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.principals = principals;
        this.undoing = undoing;
        this.requests = requests;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** One look at all who have left; whom something could not be taken from is looked at again. */
    void endAll() {
        endWhatTheyHave();
        endWhatIsJustComing();
    }

    /** Of all of them what they wait for and what they have, which is quickly marked and holds up nobody. */
    @Scheduled(fixedDelayString = "${hallpass.access.sweep-interval:PT1S}")
    void endWhatTheyHave() {
        for (PrincipalId person : principals.leaving()) {
            trying(person, () -> {
                requestsOf(person, WAITING).forEach(request -> withdraw(request, why(person)));
                undoing.endInForce(requestsOf(person, EnumSet.of(RequestState.ACTIVE)), EndReason.LEAVER);
            });
        }
    }

    /** What is just coming into force may be busy for long, and each by itself. */
    @Scheduled(fixedDelayString = "${hallpass.access.sweep-interval:PT1S}")
    void endWhatIsJustComing() {
        for (PrincipalId person : principals.leaving()) {
            for (RequestId request : requestsOf(person, EnumSet.of(RequestState.PROVISIONING))) {
                trying(person, () -> undoing.undo(request, EndReason.LEAVER, why(person)));
            }
            if (requestsOf(person, UNDER_WAY).isEmpty()) {
                principals.left(person);
            }
        }
    }

    private static void trying(PrincipalId person, Runnable work) {
        try {
            work.run();
        } catch (AccessDelayedException busy) {
            log.atInfo()
                    .addKeyValue("principal", person)
                    .log("What somebody who has left is just getting is looked at again: {}", busy.getMessage());
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("principal", person)
                    .setCause(e)
                    .log("Not everything could be taken from somebody who has left; it is tried again");
        }
    }

    private static String why(PrincipalId person) {
        return "%s is not active any more.".formatted(person.value());
    }

    private List<RequestId> requestsOf(PrincipalId person, Set<RequestState> states) {
        return jdbc
                .sql("select id from access_request where beneficiary = ? and state = any(?) order by id")
                .params(person.value(), states.stream().map(RequestState::name).toArray(String[]::new))
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

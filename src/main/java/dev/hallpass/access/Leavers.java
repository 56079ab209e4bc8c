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
    @Scheduled(fixedDelayString = "${hallpass.access.sweep-interval:PT1S}")
    void endAll() {
        for (PrincipalId person : principals.leaving()) {
            try {
                end(person);
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("principal", person)
                        .setCause(e)
                        .log("Not everything could be taken from somebody who has left; it is tried again");
            }
        }
    }

    private void end(PrincipalId person) {
        String why = "%s is not active any more.".formatted(person.value());
        requestsOf(person, "'SUBMITTED', 'EVALUATED', 'AWAITING_APPROVAL', 'APPROVED'")
                .forEach(request -> withdraw(request, why));
        undoing.undoAll(requestsOf(person, "'PROVISIONING', 'ACTIVE'"), EndReason.LEAVER, why);
        if (requestsOf(person, "'SUBMITTED', 'EVALUATED', 'AWAITING_APPROVAL', 'APPROVED', 'PROVISIONING', 'ACTIVE'")
                .isEmpty()) {
            principals.left(person);
        }
    }

    private List<RequestId> requestsOf(PrincipalId person, String states) {
        return jdbc
                .sql("select id from access_request where beneficiary = ? and state in (%s) order by id"
                        .formatted(states))
                .param(person.value())
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

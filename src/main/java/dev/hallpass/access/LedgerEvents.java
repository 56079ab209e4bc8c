package dev.hallpass.access;

import dev.hallpass.audit.AuditEvent;
import dev.hallpass.audit.AuditEventType;
import dev.hallpass.request.AccessRequest;
import dev.hallpass.request.AccessRequests;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells what the ledger does in the words of the trail. */
@Component
class LedgerEvents {

    private final AccessRequests requests;

    LedgerEvents(AccessRequests requests) {
        this.requests = requests;
    }

    /** About one grant. */
    static AuditEvent of(GrantEntity grant, AccessRequest request, AuditEventType type) {
        return of(grant, request, type, AccessRequests.SYSTEM);
    }

    /** About one grant, by somebody. */
    static AuditEvent of(GrantEntity grant, AccessRequest request, AuditEventType type, String actor) {
        return request.event(type, actor).ofGrant(grant.id()).with("role", grant.role());
    }

    /** About a pair: in the name of its grant, or, if several are at work on it, of each under its own rule. */
    AuditEvent of(Pair pair, List<GrantEntity> live, AuditEventType type) {
        if (live.size() == 1) {
            GrantEntity only = live.getFirst();
            return of(only, requests.lock(only.request()), type);
        }
        List<String> grants = live.stream().map(this::describe).toList();
        return AuditEvent.of(type, AccessRequests.SYSTEM)
                .forPrincipal(pair.principal().value())
                .onResource(pair.resource().value().toString())
                .with("grants", grants);
    }

    private String describe(GrantEntity grant) {
        AccessRequest request = requests.lock(grant.request());
        return "%s of request %s under %s of %s"
                .formatted(grant.id(), request.id(), request.rule(), request.policyVersion());
    }

    /** A role as it is told. */
    static String shown(@Nullable String role) {
        return role == null ? "none" : role;
    }
}
